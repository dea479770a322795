import type { Mailbox } from '../core/email-address.ts'
import { toInstant } from '../core/field.ts'
import { renderNotices } from '../render/operator-mail.ts'
import { returnNotices, takeNotices } from '../store/notices.ts'
import { waitForSlot, type SlotContext } from './wait-for-slot.ts'

export interface NoticeContext extends SlotContext {
  readonly publicUrl: string
  readonly from: Mailbox
  readonly bounce: string
  readonly operator: Mailbox
  readonly newId: () => string
}

/** Tells the operator what there is to tell, in one mail. Each thing is told once: what may have been told is not told again. */
export async function notify(context: NoticeContext): Promise<void> {
  const { store, transport, publicUrl, from, bounce, operator, now, newId } = context
  if (!(await waitForSlot(context))) return
  const at = now()
  const notices = await takeNotices(store, toInstant(at))
  if (notices.length === 0) return
  const raw = await renderNotices(notices, { publicUrl, from, to: operator, date: at, id: newId() })
  const receipt = await transport.send({ envelope: { from: bounce, to: operator.email }, raw })
  if (receipt.state === 'deferred')
    await returnNotices(
      store,
      notices.map(({ key }) => key),
    )
}
