import { env } from 'cloudflare:workers'
import { z } from 'zod'

/** The mail that arrived at the SMTP server of the tests, and how that server behaves; by the domain of the recipient, which is each test's own. */

const Received = z.object({
  id: z.int(),
  from: z.string(),
  to: z.string(),
  raw: z.string(),
  connection: z.int(),
  tls: z.boolean(),
  user: z.string().nullable(),
})

export type Received = z.infer<typeof Received>

export type Rule =
  | {
      readonly to?: string
      readonly at: 'auth' | 'rcpt' | 'data' | 'end'
      readonly do: { readonly code: number; readonly text: string } | 'hang' | 'drop'
      readonly times?: number
    }
  | { readonly random: { readonly seed: number; readonly weights: Readonly<Record<string, number>> } }

/** A domain that no other test writes to. */
export function ownDomain(): string {
  return `${crypto.randomUUID().slice(0, 18)}.example`
}

/** What has arrived for a domain, oldest first. */
export async function received(domain: string, sink = env.MAIL_SINK): Promise<Received[]> {
  const answer = await fetch(`${sink}/messages?domain=${domain}`)
  return z.array(Received).parse(await answer.json())
}

/** Makes the server behave towards a domain. */
export async function obey(domain: string, rules: readonly Rule[], sink = env.MAIL_SINK): Promise<void> {
  await fetch(`${sink}/rules?domain=${domain}`, { method: 'PUT', body: JSON.stringify(rules) })
}

/** Has the server lose a connection, by the number that stands with what arrived over it. */
export async function lose(connection: number): Promise<void> {
  await fetch(`${env.MAIL_SINK}/connections?number=${connection}`, { method: 'DELETE' })
}
