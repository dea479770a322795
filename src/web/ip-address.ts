/** Which IP addresses lie on the public internet. No I/O. */

/** Networks of IPv4 that are not the public internet's (RFC 6890 and its register), and a cloud's own service inside a public one. */
const NOT_PUBLIC_V4 = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16/32',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
].map(network)

/** The first 32 bits of what is not public within 2000::/3, outside which nothing is: Teredo and other protocols, documentation, 6to4. */
const NOT_PUBLIC_V6 = [
  { first: 0x2001_0000, bits: 23 },
  { first: 0x2001_0db8, bits: 32 },
  { first: 0x2002_0000, bits: 16 },
  { first: 0x3fff_0000, bits: 20 },
]

/** Whether an address as the URL standard writes it ("192.0.2.1", "[2001:db8::1]") is public; null for a name. */
export function isPublicAddress(host: string): boolean | null {
  if (host.startsWith('[')) return isPublicV6(host.slice(1, -1))
  const address = numberOf(host)
  return address === null ? null : !NOT_PUBLIC_V4.some(({ first, bits }) => isWithin(address, first, bits))
}

/** The forms of IPv6 that hold an IPv4 address (mapped, compatible, NAT64) lie outside 2000::/3, or are 6to4 or Teredo. */
function isPublicV6(address: string): boolean {
  const [high = '0', low = '0'] = groupsOf(address)
  const first = Number.parseInt(high, 16) * 0x1_0000 + Number.parseInt(low, 16)
  return isWithin(first, 0x2000_0000, 3) && !NOT_PUBLIC_V6.some((one) => isWithin(first, one.first, one.bits))
}

/** The groups up to where zeros are left out, with one zero for those. */
function groupsOf(address: string): string[] {
  const [before = ''] = address.split('::')
  return before === '' ? [] : before.split(':')
}

function network(text: string): { first: number; bits: number } {
  const [address = '', bits = ''] = text.split('/')
  return { first: numberOf(address) ?? 0, bits: Number(bits) }
}

function numberOf(host: string): number | null {
  const octets = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(host)?.slice(1).map(Number)
  return octets ? octets.reduce((sum, octet) => sum * 256 + octet, 0) : null
}

function isWithin(address: number, first: number, bits: number): boolean {
  const size = 2 ** (32 - bits)
  return Math.floor(address / size) === Math.floor(first / size)
}
