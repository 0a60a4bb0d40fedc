import { nobodys, partner, type Sample, staffAndPartner } from '../bad-input/sample.ts'

const ofLink = { who: staffAndPartner, foreign: { linkId: nobodys } }
const ofOwnLink = { ...ofLink, who: partner }
const target = { title: 'Main page', targetUrl: 'https://site.test/', utm: { source: 'anna' } }

/** Good requests to the routes of this folder, for the tests of bad ones. */
export const linksSamples: Readonly<Record<string, Sample>> = {
  'get /links': { who: staffAndPartner },
  'post /links': { who: partner, body: { ...target, type: 'direct', landingId: nobodys } },
  'get /links/{linkId}': ofLink,
  'patch /links/{linkId}': { ...ofOwnLink, body: { ...target, active: true } },
  'delete /links/{linkId}': ofOwnLink,
  'get /links/{linkId}/embed': ofLink,
  'get /links/{linkId}/qr.png': ofLink,
  'get /links/{linkId}/qr.svg': ofLink,
  'get /links/{linkId}/clicks': ofLink,
  'get /links/{linkId}/audience': ofLink,
  'post /links/{linkId}/test': { ...ofLink, body: {} },
}
