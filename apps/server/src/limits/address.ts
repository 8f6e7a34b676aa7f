import { isIPv4 } from 'node:net'
import ipaddr from 'ipaddr.js'

/** Of an IPv6 address the half that names a household or a machine: whoever has one address there has all 2^64 of them. */
const householdBits = 64

/** What stands for an IP address where its requests are counted. */
export const addressKey = (address: string): string => {
  if (isIPv4(address)) return address
  const [plain = ''] = address.split('%')
  if (!ipaddr.isValid(plain)) return plain
  const parsed = ipaddr.process(plain)
  if (parsed.kind() === 'ipv4') return parsed.toString()
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/${householdBits}`).toString()}/${householdBits}`
}
