import type { Briefing } from '../core/briefing.ts'
import type { Store } from './store.ts'

/** The two mails that a reader asks for. Who takes the right to send one has it alone, however often the queue wakes. */

/** A link that is owed, and to whom. */
export interface OwedLink {
  readonly id: string
  readonly email: string
  readonly name: string | null
  readonly askedAt: string
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

/** Takes the right to send a confirmation; null where none is owed any more, or not yet again. */
export async function takeConfirmation({ db }: Store, id: string, now: string): Promise<OwedMail | null> {
  const row = await db
    .prepare(
      `UPDATE subscribers SET confirmation_due_at = NULL WHERE id = ?1 AND confirmation_due_at <= ?2
       RETURNING id, email, name, nonce, asked_at AS askedAt,
         (SELECT recipe FROM briefings WHERE slug = subscribers.briefing AND visibility <> 'private') AS recipe`,
    )
    .bind(id, now)
    .first<OwedRow>()
  if (row === null || row.recipe === null || row.nonce === null) return null
  const { recipe, nonce, ...owed } = row
  return { ...owed, nonce, briefing: JSON.parse(recipe) }
}

/** Gives the right back for a later try, where the sign-up still waits and is the same. */
export async function giveBackConfirmation({ db }: Store, { id, nonce }: OwedMail, dueAt: string): Promise<void> {
  await db.prepare('UPDATE subscribers SET confirmation_due_at = ?3 WHERE id = ?1 AND nonce = ?2').bind(id, nonce, dueAt).run()
}

/** Takes the right to send the link to a reader's own page; null where none is owed any more, or not yet again. */
export async function takeLink({ db }: Store, id: string, now: string): Promise<OwedLink | null> {
  const row = await db
    .prepare(
      `UPDATE subscribers SET link_due_at = NULL WHERE id = ?1 AND link_due_at <= ?2
       RETURNING id, email, name, link_asked_at AS askedAt, EXISTS (SELECT 1 FROM suppressions x WHERE x.id = subscribers.hash) AS stopped`,
    )
    .bind(id, now)
    .first<OwedLink & { stopped: number }>()
  if (row === null || row.stopped === 1) return null
  const { stopped: _, ...owed } = row
  return owed
}

/** Gives the right back for a later try, where the link was not asked for anew. */
export async function giveBackLink({ db }: Store, { id, askedAt }: OwedLink, dueAt: string): Promise<void> {
  await db.prepare('UPDATE subscribers SET link_due_at = ?3 WHERE id = ?1 AND link_asked_at = ?2').bind(id, askedAt, dueAt).run()
}
