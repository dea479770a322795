import { settle, type Settled } from '../core/delivery.ts'
import { deliveryMessageId } from '../core/delivery-id.ts'
import { addressKey, domainOf, type Mailbox } from '../core/email-address.ts'
import type { Receipt } from '../core/receipt.ts'
import { addressHasher } from '../core/suppression.ts'
import type { Post } from '../core/webhook.ts'
import type { Message } from '../mail/transport.ts'
import type { Claimed } from '../store/deliveries.ts'
import type { Matter } from './matter.ts'
import type { Attempt } from './receipt-book.ts'

/** Claimed rows made ready to leave: as mails, or as posts to webhooks. */

interface Sender {
  readonly from: Mailbox
  readonly bounce: string
  readonly pepper: string
}

/** Those for readers by mail. */
export async function mailAttempts(
  claimed: readonly Claimed[],
  mailing: string,
  matter: Matter,
  { from, bounce, pepper }: Sender,
  now: () => Date,
): Promise<Attempt<Message>[]> {
  const rows = claimed.filter(({ webhook }) => webhook === null)
  if (rows.length === 0) return []
  const [letter, hash] = await Promise.all([matter.letter(from), addressHasher(pepper)])
  return rows.map(({ subscriber, email, name, token, attempts }) => ({
    subscriber,
    // Made when it leaves, so that a thousand copies do not wait in memory.
    message: () => {
      const messageId = deliveryMessageId(mailing, subscriber, domainOf(from.email))
      return { envelope: { from: bounce, to: email }, raw: letter({ to: { name, email }, messageId, token }) }
    },
    settle: settler(attempts, now),
    suppression: async (detail) => ({ id: await hash(email), address: addressKey(email), reason: 'bounce', detail }),
  }))
}

/** Those for webhooks. */
export function postAttempts(claimed: readonly Claimed[], mailing: string, matter: Matter, now: () => Date): Attempt<Post>[] {
  return claimed.flatMap(({ subscriber, webhook, attempts }) => {
    if (!webhook) return []
    const { url, shape, secret } = webhook
    return [
      {
        subscriber,
        message: () => ({ id: `${mailing}_${subscriber}`, url, secret, body: matter.post(shape), repeatable: shape === 'json' }),
        settle: settler(attempts, now),
        suppression: () => Promise.reject(new Error('a webhook has no mailbox')),
      },
    ]
  })
}

function settler(attempts: number, now: () => Date): (receipt: Receipt) => Settled {
  return (receipt) => settle(receipt, attempts + 1, now())
}
