/** A place in the log, or undefined for before its first event. Positions are opaque digits that compare as numbers. */
export type Place = string | undefined

export const at = (place: Place): bigint => (place === undefined ? -1n : BigInt(place))

export const furthest = (places: readonly Place[]): Place => places.reduce((far, place) => (at(place) > at(far) ? place : far), undefined)
