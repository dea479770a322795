import { setTimeout as pause } from 'node:timers/promises'
import { domainToASCII } from 'node:url'

const SECONDS = 60

/** What a sink has got for an address, as soon as it has. */
export async function arrival(sink, address) {
  const until = performance.now() + SECONDS * 1000
  let mail = []
  while (performance.now() < until) {
    mail = await (await fetch(`${sink.httpUrl}/messages`)).json()
    const found = mail.find(({ to }) => asciiAddress(to) === address)
    if (found) return found
    await pause(100)
  }
  throw new Error(`nothing comes within ${SECONDS} s; what came is for ${mail.map(({ to }) => to).join(', ') || 'nobody'}`)
}

/** The sink shows domains as people read them. */
function asciiAddress(address) {
  const [local, domain] = address.split('@')
  return `${local}@${domainToASCII(domain)}`
}
