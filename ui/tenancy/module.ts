import { defineModule } from '../app/manifest.ts'

export const module = defineModule({ id: 'tenancy', nav: [], screens: [] })

/** The hooks of its screens; apart from the manifest, so that no browser is sent them. */
export const testids = ['tenancy.checklist.card', 'tenancy.checklist.hide']
