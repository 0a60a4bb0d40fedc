import { defineModule } from '../app/manifest.ts'

/** What has happened, in figures: parts of the overview and of a partner's home. */
export const module = defineModule({ id: 'reports', nav: [], screens: [] })

/** The hooks of its screens; apart from the manifest, so that no browser is sent them. */
export const testids = [
  'reports.metric.clicks',
  'reports.metric.customers',
  'reports.metric.won',
  'reports.metric.won-amount',
  'reports.metric.earned',
  'reports.metric.owed',
  'reports.by-day',
  'reports.funnel',
  'reports.partners',
  'reports.partners.row',
  'reports.activity',
  'reports.activity.row',
  'reports.activity.more',
  'reports.balance',
  'reports.balance.available',
  'reports.balance.request',
  'reports.balance.why-not',
  'reports.balance.nearest',
  'reports.link',
  'reports.link.new',
  'reports.link.copy',
  'reports.link.qr',
  'reports.link.open',
  'reports.first-click',
]
