import type { Programme } from '@kontor/core/partners'
import { type CountryCode, getCountries, isSupportedCountry } from 'libphonenumber-js'

let regions: ReadonlyMap<string, CountryCode> | undefined

/** Every zone with the one country that keeps its clocks by it, as ICU has them. Reckoned once, when the first phone is read. */
const regionsByZone = () => {
  regions ??= new Map(getCountries().flatMap((country) => (new Intl.Locale(`und-${country}`).getTimeZones?.() ?? []).map((zone) => [zone, country])))
  return regions
}

/** Whose numbers need no country code in this programme: the country of its zone, else that of its currency, whose code begins with it (ISO 4217). */
export const regionOf = ({ timeZone, currency }: Pick<Programme, 'timeZone' | 'currency'>): CountryCode | undefined => {
  const ofCurrency = currency.slice(0, 2)
  return regionsByZone().get(timeZone) ?? (isSupportedCountry(ofCurrency) ? ofCurrency : undefined)
}
