import source from '../../../templates/desk/subscribers.html.mustache'
import { SubscriberState, type ImportReport, type RowFlaw, type Subscriber } from '../../core/subscriber.ts'
import { field } from './field.ts'
import type { Frame } from './frame.ts'
import { when } from './moment.ts'
import { deskTemplate } from './template.ts'

const render = deskTemplate(source)

export interface SubscribersPage {
  readonly briefing: { readonly slug: string; readonly title: string; readonly isPrivate: boolean }
  readonly counts: ReadonlyMap<SubscriberState, number>
  readonly state: SubscriberState | null
  /** The beginning of an address that is looked for; empty for none. */
  readonly sought: string
  readonly listed: readonly Subscriber[]
  /** The last one, where there are more. */
  readonly after: string | null
  readonly typed: { readonly email: string; readonly name: string; readonly consentedAt: string; readonly consentSource: string }
  readonly flaws: readonly RowFlaw[]
  readonly csv: string
  readonly report: ImportReport | null
  readonly importFlaws: readonly RowFlaw[]
}

const STATES: Readonly<Record<SubscriberState, string>> = {
  active: 'active',
  pending: 'not confirmed',
  unsubscribed: 'left',
  suppressed: 'suppressed',
}

/** A briefing's list, and the ways onto it. */
export function renderSubscribers(frame: Frame, shown: SubscribersPage): string {
  const { briefing, typed, flaws, importFlaws, report, csv, after, state } = shown
  const base = `/desk/briefings/${briefing.slug}/subscribers`
  const wrong = (name: string) => flaws.find((flaw) => flaw.field === name)?.detail ?? null
  return render({
    ...frame,
    base,
    webhooksAddress: `/desk/briefings/${briefing.slug}/webhooks`,
    isPrivate: briefing.isPrivate,
    formAddress: briefing.isPrivate ? null : `/briefings/${briefing.slug}/subscribe`,
    states: SubscriberState.options.map((one) => ({
      stateAddress: `${base}?state=${one}`,
      stateName: STATES[one],
      count: shown.counts.get(one) ?? 0,
      current: one === state,
    })),
    all: [...shown.counts.values()].reduce((sum, count) => sum + count, 0),
    sought: shown.sought,
    listed: shown.listed.map((one) => ({
      id: one.id,
      email: one.email,
      person: one.name,
      stateText: STATES[one.state],
      since: when(one.consentedAt ?? one.createdAt),
      consent: one.consentSource,
      ended: one.endedAt === null ? null : when(one.endedAt),
    })),
    more: after === null ? null : `${base}?${state === null ? '' : `state=${state}&`}after=${after}`,
    problem:
      flaws.length > 0
        ? { detail: 'Nobody was added.', flaws: flaws.map((flaw) => ({ field: flaw.field, detail: flaw.detail })) }
        : importFlaws.length > 0 && report === null
          ? { detail: 'Nobody was taken in.', flaws: [] }
          : null,
    emailField: field('email', 'Address', typed.email, { type: 'email', required: true, dir: 'ltr', error: wrong('email') }),
    nameField: field('name', 'Name', typed.name, { hint: 'If you know it.', error: wrong('name') }),
    consentFields: [
      field('consentedAt', 'Agreed on', typed.consentedAt, {
        type: 'date',
        dir: 'ltr',
        hint: briefing.isPrivate
          ? 'Needed: a private briefing has no page where anybody could confirm.'
          : 'Leave both empty where you do not know: the person is asked by mail then.',
        error: wrong('consentedAt'),
      }),
      field('consentSource', 'Where', typed.consentSource, { hint: 'A form, a fair, a letter.', error: wrong('consentSource') }),
    ],
    csvArea: field('csv', 'Or paste it', csv, { rows: 5, dir: 'ltr' }),
    checked: report && report.dryRun && csv !== '' ? { csv } : null,
    report: report && {
      did: report.dryRun ? 'This would happen; nothing has been stored yet.' : 'Done.',
      counts: COUNTS.flatMap(([name, text]) => (report[name] > 0 ? [{ number: report[name], what: text }] : [])),
      hasErrors: report.errors.length > 0,
    },
    importFlaws: importFlaws.map((flaw) => ({ row: flaw.row, column: flaw.field, why: flaw.detail })),
  })
}

const COUNTS = [
  ['added', 'new on the list'],
  ['activated', 'waited for confirmation, and need not any more'],
  ['pending', 'asked to confirm'],
  ['known', 'on the list already'],
  ['unsubscribed', 'left the list, and stay away'],
  ['suppressed', 'get no mail from here, and stay away'],
] as const
