import type { Briefing } from '../core/briefing.ts'
import type { Store } from './store.ts'

/** The two mails that a reader asks for. Who takes the right to send one has it alone, however often the queue wakes. */

/** A link that is owed, and to whom. */
export interface OwedLink {
  readonly id: string
  readonly email: string
  readonly name: string | null
}

/** A confirmation that is owed, and for what. */
export interface OwedMail extends OwedLink {
  readonly nonce: string
  readonly briefing: Briefing
}

interface OwedRow extends OwedLink {
  readonly nonce: string | null
  readonly recipe: string | null
}

/** Takes the right to send a confirmation; null where none is owed any more. */
export async function takeConfirmation({ db }: Store, id: string): Promise<OwedMail | null> {
  const row = await db
    .prepare(
      `UPDATE subscribers SET owes_confirmation = 0 WHERE id = ?1 AND owes_confirmation = 1 AND state IN ('pending', 'unsubscribed')
       RETURNING id, email, name, nonce, (SELECT recipe FROM briefings WHERE slug = subscribers.briefing AND visibility <> 'private') AS recipe`,
    )
    .bind(id)
    .first<OwedRow>()
  return row === null || row.recipe === null || row.nonce === null
    ? null
    : { id, email: row.email, name: row.name, nonce: row.nonce, briefing: JSON.parse(row.recipe) }
}

/** Gives the right back, where the sign-up still waits and was made after `since`. */
export async function giveBackConfirmation({ db }: Store, { id, nonce }: OwedMail, since: string): Promise<void> {
  await db
    .prepare('UPDATE subscribers SET owes_confirmation = 1 WHERE id = ?1 AND nonce = ?2 AND asked_at > ?3')
    .bind(id, nonce, since)
    .run()
}

/** Takes the right to send the link to a reader's own page; null where none is owed any more. */
export async function takeLink({ db }: Store, id: string): Promise<OwedLink | null> {
  return db
    .prepare(`UPDATE subscribers SET owes_link = 0 WHERE id = ?1 AND owes_link = 1 AND state <> 'suppressed' RETURNING id, email, name`)
    .bind(id)
    .first<OwedLink>()
}

/** Gives the right back, where the link was asked for after `since`. */
export async function giveBackLink({ db }: Store, { id }: OwedLink, since: string): Promise<void> {
  await db.prepare('UPDATE subscribers SET owes_link = 1 WHERE id = ?1 AND link_asked_at > ?2').bind(id, since).run()
}
