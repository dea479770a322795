import type { Mailbox } from '../core/email-address.ts'
import { toInstant } from '../core/field.ts'
import type { Transport } from '../mail/transport.ts'
import { renderNotices } from '../render/operator-mail.ts'
import { returnNotices, takeNotices } from '../store/notices.ts'
import type { Store } from '../store/store.ts'

export interface NoticeContext {
  readonly store: Store
  readonly transport: Transport
  readonly publicUrl: string
  readonly from: Mailbox
  readonly bounce: string
  readonly operator: Mailbox
  readonly now: Date
  readonly newId: () => string
}

/** Tells the operator what there is to tell, in one mail. Each thing is told once: what may have been told is not told again. */
export async function notify({ store, transport, publicUrl, from, bounce, operator, now, newId }: NoticeContext): Promise<void> {
  const notices = await takeNotices(store, toInstant(now))
  if (notices.length === 0) return
  const raw = await renderNotices(notices, { publicUrl, from, to: operator, date: now, id: newId() })
  const receipt = await transport.send({ envelope: { from: bounce, to: operator.email }, raw })
  if (receipt.state === 'deferred')
    await returnNotices(
      store,
      notices.map(({ key }) => key),
    )
}
