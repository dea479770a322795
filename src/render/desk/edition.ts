import framesSource from '../../../templates/desk/partials/frames.html.mustache'
import ledgerSource from '../../../templates/desk/partials/ledger.html.mustache'
import correctionsSource from '../../../templates/desk/partials/edition-corrections.html.mustache'
import source from '../../../templates/desk/edition.html.mustache'
import type { Composition } from '../../core/composition.ts'
import type { EditionCorrection } from '../../core/corrected.ts'
import type { Flaw } from '../../core/result.ts'
import { ledgerView, type LedgerPage } from './edition-ledger.ts'
import { field, problemView } from './field.ts'
import type { Frame } from './frame.ts'
import { when } from './moment.ts'
import { previewFrames } from './preview-frames.ts'
import { deskTemplate } from './template.ts'

const render = deskTemplate(source, { frames: framesSource, ledger: ledgerSource, corrections: correctionsSource })

export interface EditionPage {
  readonly slug: string
  readonly found: {
    readonly number: number
    readonly frozenAt: string
    readonly actor: string | null
    readonly waiting: boolean
    readonly withdrawn: { readonly at: string; readonly reason: string } | null
    readonly confined: boolean
    readonly header: { readonly timezone: string }
  }
  readonly composition: Composition
  readonly told: { readonly mailed: boolean; readonly sending: boolean }
  readonly corrections: readonly EditionCorrection[]
  readonly untold: readonly EditionCorrection[]
  readonly tellings: readonly {
    readonly id: string
    readonly createdAt: string
    readonly actor: string | null
    readonly corrections: readonly EditionCorrection[]
    readonly readers: number
  }[]
  /** How many would be told of the corrections. */
  readonly readers: number
  readonly subscribers: number
  readonly mailFlaw: string | null
  readonly ledger: LedgerPage
  readonly problem: { readonly detail: string; readonly flaws: readonly Flaw[] } | null
  readonly typed: { readonly reason: string; readonly email: string }
}

/** The page of one edition. */
export function renderEdition(frame: Frame, page: EditionPage): string {
  const { found, slug, composition, told, problem, typed, ledger } = page
  const { timezone } = found.header
  const path = `/desk/briefings/${slug}/editions/${found.number}`
  const wrong = (name: string) => problem?.flaws.find(({ pointer }) => pointer === `/${name}`)?.detail ?? null
  const stands = found.withdrawn === null
  const maySend = frame.can.send && page.mailFlaw === null
  const isMailable = stands && !told.mailed && !found.confined
  return render({
    ...frame,
    problem: problem && problemView(problem.detail, problem.flaws, (pointer) => pointer.slice(1)),
    path,
    number: found.number,
    frozen: when(found.frozenAt, timezone),
    by: found.actor,
    digest: composition.edition?.digest ?? '',
    previous: composition.edition?.previous ?? null,
    following: composition.edition?.next ?? null,
    editionsAddress: `/desk/briefings/${slug}/editions`,
    standing: standingOf(page),
    withdrawn: found.withdrawn && { reason: found.withdrawn.reason, withdrawnAt: when(found.withdrawn.at, timezone) },
    publicAddress: stands && !found.waiting && composition.listed ? `/briefings/${slug}/editions/${found.number}` : null,
    shareAddress: stands && !found.waiting && frame.can.write ? `/desk/shares?of=/briefings/${slug}/editions/${found.number}` : null,
    subscribers: page.subscribers,
    one: page.subscribers === 1,
    mailFlaw: frame.can.send ? page.mailFlaw : null,
    approvable: maySend && isMailable && found.waiting,
    sendable: maySend && isMailable && !found.waiting,
    pausable: frame.can.send && ledger.mailings.some(({ state }) => state === 'sending'),
    resumable: frame.can.send && ledger.mailings.some(({ state }) => state === 'paused'),
    testField:
      maySend && stands
        ? field('email', 'Send a test to', typed.email, { type: 'email', required: true, error: wrong('email'), dir: 'ltr' })
        : null,
    reasonField:
      frame.can.write && stands
        ? field('reason', 'Why it is withdrawn', typed.reason, {
            required: true,
            error: wrong('reason'),
            hint: 'Readers see it in place of the edition.',
          })
        : null,
    ledger: told.mailed ? ledgerView(ledger, path, timezone) : null,
    failed: maySend && stands ? (ledger.counts.failed ?? 0) : 0,
    unknown: maySend && stands ? (ledger.counts.unknown ?? 0) : 0,
    corrected: correctedView(page, maySend && stands),
    frames: previewFrames(`briefing=${slug}&edition=${found.number}`),
  })
}

function standingOf({ found, told }: EditionPage): string {
  if (found.withdrawn) return 'It was withdrawn. Its address says so, and why.'
  if (found.waiting) return 'It waits for approval. Only editors see it, and nothing is mailed.'
  if (found.confined) return 'It was frozen while its briefing was private. Only editors see it, and it is not mailed: freeze another.'
  return told.mailed ? 'It stands at its address, and was mailed.' : 'It stands at its address, and was not mailed.'
}

function correctedView({ found, corrections, untold, tellings, readers, told }: EditionPage, mayTell: boolean) {
  const { timezone } = found.header
  const known = (one: EditionCorrection) =>
    untold.every((other) => other.article !== one.article || other.at !== one.at || other.note !== one.note)
  return {
    corrections: corrections.map((one) => ({
      article: one.article,
      at: when(one.at, timezone),
      correction: one.note,
      told: told.mailed ? (known(one) ? 'told' : 'not told yet') : null,
    })),
    tellable:
      mayTell && told.mailed && untold.length > 0 && !told.sending ? { count: untold.length, several: untold.length > 1, readers } : null,
    stillSending: mayTell && told.mailed && untold.length > 0 && told.sending,
    tellings: tellings.map(({ id, createdAt, actor, corrections: what, readers: count }) => ({
      tellingAddress: `?mailing=${id}`,
      at: when(createdAt, timezone),
      by: actor,
      count: what.length,
      several: what.length !== 1,
      readers: count,
    })),
  }
}
