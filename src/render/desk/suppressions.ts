import source from '../../../templates/desk/suppressions.html.mustache'
import type { Flaw } from '../../core/result.ts'
import type { SuppressionEntry, SuppressionReason } from '../../core/suppression.ts'
import { choice, field, problemView } from './field.ts'
import type { Frame } from './frame.ts'
import { when } from './moment.ts'
import { deskTemplate } from './template.ts'

const render = deskTemplate(source)

export interface SuppressionsPage {
  readonly listed: readonly SuppressionEntry[]
  /** The place of the last one, where there are more. */
  readonly after: string | null
  readonly typed: { readonly email: string; readonly reason: string }
  readonly flaws: readonly Flaw[]
}

const REASONS: Readonly<Record<SuppressionReason, string>> = {
  bounce: 'its mail came back',
  complaint: 'complained',
  manual: 'by an editor',
  erased: 'erased',
}

/** The page of addresses that get no mail. */
export function renderSuppressions(frame: Frame, { listed, after, typed, flaws }: SuppressionsPage): string {
  const wrong = (name: string) => flaws.find((flaw) => flaw.pointer === `/${name}`)?.detail ?? null
  return render({
    ...frame,
    problem: flaws.length > 0 ? problemView('Nothing was suppressed.', flaws, (pointer) => pointer.slice(1)) : null,
    listed: listed.map(({ id, address, reason, detail, at }) => ({
      id,
      email: address,
      why: REASONS[reason],
      said: detail,
      since: when(at),
    })),
    more: after === null ? null : `/desk/suppressions?after=${encodeURIComponent(after)}`,
    emailField: field('email', 'Address', typed.email, { type: 'email', required: true, dir: 'ltr', error: wrong('email') }),
    reasonChoice: choice(
      'reason',
      'Why',
      [
        ['manual', 'We do not want to mail it'],
        ['complaint', 'It complained'],
        ['erased', 'Erase the person: remove them from every list and keep only a hash'],
      ],
      typed.reason,
      { error: wrong('reason') },
    ),
  })
}
