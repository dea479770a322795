import { addressKey } from '../core/email-address.ts'
import { refuse } from '../core/refusal.ts'
import { SubscriberInput, type ImportReport, type RowFlaw } from '../core/subscriber.ts'
import { addressHasher } from '../core/suppression.ts'
import { importSubscribers, type ImportOutcome, type ImportRow } from '../store/subscribers.ts'
import type { Store } from '../store/store.ts'
import type { Act } from './revision.ts'
import { newNonce, newToken, patienceOf, type SubscriberAct } from './sign-up.ts'

/** One person as they came in: where they stand in the list, what is said of them, and what is wrong with the line itself. */
export interface ListedRow {
  readonly row: number
  readonly record: unknown
  readonly flaws: readonly RowFlaw[]
}

export interface ImportWish {
  readonly briefing: string
  /** False: who did not say yes before is asked. True: that is an error. */
  readonly consentRequired: boolean
  readonly dryRun: boolean
  /** Takes the rest in where some rows are wrong. */
  readonly skipErrors: boolean
}

/** What an import did. Where anything is wrong and was not to be skipped, nothing was stored. */
export interface ImportDone {
  readonly report: ImportReport
  readonly refused: boolean
  /** Those who are owed a confirmation now. */
  readonly asked: readonly string[]
}

const MOST_FLAWS = 100

/** Takes people in, all of them or none. Who left the list or is suppressed stays so, and is only counted. */
export async function importList(store: Store, rows: readonly ListedRow[], wish: ImportWish, act: SubscriberAct): Promise<ImportDone> {
  const checked = checkRows(rows, wish, act)
  const refused = checked.flaws.length > 0 && !wish.skipErrors && !wish.dryRun
  const dryRun = wish.dryRun || refused
  const ready = await prepare(checked.inputs, act)
  const { counts, asked } = await importSubscribers(store, wish.briefing, ready, { now: act.now, since: patienceOf(act), dryRun })
  const count = (outcome: ImportOutcome) => (refused ? 0 : (counts.get(outcome) ?? 0))
  const report = {
    dryRun: wish.dryRun,
    rows: rows.length,
    added: count('added'),
    activated: count('activated'),
    known: count('known'),
    unsubscribed: count('unsubscribed'),
    suppressed: count('suppressed'),
    pending: count('pending'),
    errors: checked.flaws.slice(0, MOST_FLAWS),
  }
  return { report, refused, asked }
}

function checkRows(rows: readonly ListedRow[], wish: ImportWish, act: Act): { inputs: SubscriberInput[]; flaws: RowFlaw[] } {
  const inputs: SubscriberInput[] = []
  const flaws: RowFlaw[] = []
  const seen = new Map<string, number>()
  for (const { row, record, flaws: before } of rows) {
    const parsed = SubscriberInput.safeParse(record)
    const found =
      before.length > 0 ? before : parsed.success ? inputFlaws(parsed.data, row, wish, act, seen) : schemaFlaws(parsed.error, row)
    flaws.push(...found)
    if (found.length > 0 || !parsed.success) continue
    seen.set(addressKey(parsed.data.email), row)
    inputs.push(parsed.data)
  }
  return { inputs, flaws }
}

function schemaFlaws(error: Parameters<typeof refuse>[0], row: number): RowFlaw[] {
  return refuse(error).flaws.map(({ pointer, detail }) => ({ row, field: pointer.slice(1) || null, detail }))
}

function inputFlaws(
  { email, consentedAt, consentSource }: SubscriberInput,
  row: number,
  { consentRequired }: ImportWish,
  { now }: Act,
  seen: ReadonlyMap<string, number>,
): RowFlaw[] {
  const first = seen.get(addressKey(email))
  if (first !== undefined) return [{ row, field: 'email', detail: `is the address of row ${first} again` }]
  if (consentedAt !== null && consentedAt > now) return [{ row, field: 'consentedAt', detail: 'lies in the future' }]
  const missing = consentedAt === null ? 'consentedAt' : consentSource === null ? 'consentSource' : null
  const isNeeded = consentRequired || consentedAt !== null || consentSource !== null
  return missing !== null && isNeeded ? [{ row, field: missing, detail: 'say when and where this person agreed' }] : []
}

async function prepare(inputs: readonly SubscriberInput[], act: SubscriberAct): Promise<ImportRow[]> {
  const hash = await addressHasher(act.secrets.pepper)
  return Promise.all(
    inputs.map(async (input) => ({
      ...input,
      id: act.newId(),
      hash: await hash(input.email),
      address: addressKey(input.email),
      token: newToken(act),
      nonce: input.consentedAt === null ? newNonce(act) : null,
    })),
  )
}
