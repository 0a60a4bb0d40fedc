import ipaddr from 'ipaddr.js'

/** IPv6 that carries an IPv4 address inside: what it leads to is what counts. */
const innerIpv4 = (address: ipaddr.IPv6): ipaddr.IPv4 | undefined => {
  const bytes = address.toByteArray()
  const at = (from: number) => new ipaddr.IPv4(bytes.slice(from, from + 4))
  switch (address.range()) {
    case 'ipv4Mapped':
    case 'rfc6145':
    case 'rfc6052':
      return at(12)
    case '6to4':
      return at(2)
    default:
      return undefined
  }
}

/** Of IPv6 only 2000::/3 is given out (RFC 4291 §2.4, IANA); the rest may lead anywhere, such as `::127.0.0.1` to this machine. */
const isGlobal = (address: ipaddr.IPv6) => ((address.toByteArray()[0] ?? 0) & 0xe0) === 0x20

/** Whether an address lies in the open Internet: not this machine, not its network, not what routers keep for themselves (reliability.md §3 line 26). */
export const isPublic = (text: string): boolean => {
  if (!ipaddr.isValid(text)) return false
  const address = ipaddr.parse(text)
  if (address instanceof ipaddr.IPv4) return address.range() === 'unicast'
  const inner = innerIpv4(address)
  return inner ? inner.range() === 'unicast' : address.range() === 'unicast' && isGlobal(address)
}
