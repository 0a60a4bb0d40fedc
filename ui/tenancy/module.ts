import { defineModule } from '../app/manifest.ts'

export const module = defineModule({ id: 'tenancy', nav: [], screens: [], testids: ['tenancy.checklist.card', 'tenancy.checklist.hide'] })
