import { type Sample, staff } from '../bad-input/sample.ts'

const owner = ['owner'] as const
const connection = {
  portal: 'sandbox',
  applicationToken: 'token-of-the-portal',
  entity: 'deal',
  funnelId: 0,
  stageId: 'NEW',
  reconcileSeconds: 10,
  enabled: true,
}

/** Good requests to the routes of this folder, for the tests of bad ones. */
export const bitrix24Samples: Readonly<Record<string, Sample>> = {
  'get /integrations/bitrix24': { who: staff },
  'put /integrations/bitrix24': { who: owner, body: connection },
  'get /integrations/bitrix24/funnels': { who: staff },
  'get /integrations/bitrix24/stages': { who: staff },
  'get /integrations/bitrix24/lead-statuses': { who: staff },
  'get /integrations/bitrix24/fields': { who: staff },
  'post /integrations/bitrix24/test': { who: staff, body: {} },
}
