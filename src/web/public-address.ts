import { isPublicAddress } from './ip-address.ts'

/** Which web addresses may be fetched. No I/O. */

// Names that only one network knows, and those under which clouds keep what is their tenants' alone.
const LOCAL_NAMES = /(?:^|\.)(?:localhost|local|localdomain|internal|intranet|private|corp|home|lan|home\.arpa|test|invalid|onion)$/

/** Why an address is not fetched, in words that follow it; null where it may be, as far as its text tells. */
export function addressFlaw(url: URL): string | null {
  const flaw = formFlaw(url)
  if (flaw !== null) return flaw
  const isPublic = isPublicAddress(url.hostname)
  if (isPublic !== null) return isPublic ? null : 'is no address of the public internet'
  const name = nameOf(url)
  if (LOCAL_NAMES.test(name) || !name.includes('.')) return 'has a name that only a private network knows'
  return null
}

/** The same where private networks may be fetched from. */
export function formFlaw(url: URL): string | null {
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return 'is neither http nor https'
  return url.username !== '' || url.password !== '' ? 'has a user name or password in it' : null
}

/** The name to look up; null where the host is an address already. */
export function nameToLookUp(url: URL): string | null {
  return isPublicAddress(url.hostname) === null ? nameOf(url) : null
}

/** Why a host with these addresses is not fetched from; null where all of them are public. */
export function answersFlaw(addresses: readonly string[]): string | null {
  if (addresses.length === 0) return 'has a name that is not known on the public internet'
  const allPublic = addresses.every((address) => {
    const host = URL.parse(`http://${address.includes(':') ? `[${address}]` : address}/`)?.hostname
    return host !== undefined && isPublicAddress(host) === true
  })
  return allPublic ? null : 'has a name that leads to a private network'
}

function nameOf({ hostname }: URL): string {
  return hostname.replace(/\.+$/, '').toLowerCase()
}
