import source from '../../../templates/desk/webhooks.html.mustache'
import type { Flaw } from '../../core/result.ts'
import type { WebhookEntry, WebhookShape } from '../../core/webhook.ts'
import { choice, field, problemView, type ProblemView } from './field.ts'
import type { Frame } from './frame.ts'
import { when } from './moment.ts'
import { deskTemplate } from './template.ts'

const render = deskTemplate(source)

export interface WebhooksPage {
  readonly briefing: { readonly slug: string; readonly isPrivate: boolean }
  readonly webhooks: readonly WebhookEntry[]
  readonly typed: { readonly url: string; readonly shape: string; readonly label: string }
  /** Why nothing was added, or a test was not taken. */
  readonly problem: { readonly detail: string; readonly flaws: readonly Flaw[] } | null
  /** The secret of the one that was added just now. */
  readonly given: { readonly host: string; readonly secret: string } | null
}

const SHAPES: Readonly<Record<WebhookShape, string>> = { slack: 'a Slack message', teams: 'a Teams card', json: 'data (JSON)' }

/** The page of a briefing's webhooks. */
export function renderWebhooks(frame: Frame, { briefing, webhooks, typed, problem, given }: WebhooksPage): string {
  const above = `/desk/briefings/${briefing.slug}`
  const wrong = (name: string) => problem?.flaws.find((flaw) => flaw.pointer.startsWith(`/${name}`))?.detail ?? null
  return render({
    ...frame,
    base: `${above}/webhooks`,
    isPrivate: briefing.isPrivate,
    given: given && { givenHost: given.host, secret: given.secret },
    problem: viewOf(problem),
    listed: webhooks.map(({ id, host, shape, label, createdAt, createdBy, last }) => ({
      id,
      title: label ?? host,
      host,
      as: SHAPES[shape],
      added: when(createdAt),
      by: createdBy,
      last: last && {
        lastAddress: `${above}/editions/${last.edition}`,
        lastNumber: last.edition,
        lastState: last.state,
        lastDetail: last.detail,
      },
    })),
    urlField: field('url', 'Address', typed.url, {
      type: 'url',
      required: true,
      dir: 'ltr',
      hint: 'Whoever knows it can post there: only its host is ever shown again.',
      error: wrong('url'),
    }),
    shapeChoice: choice(
      'shape',
      'What it understands',
      [
        ['slack', 'Slack: a message with blocks'],
        ['teams', 'Teams: an Adaptive Card'],
        ['json', 'Data in JSON, for a program'],
      ],
      typed.shape,
      { error: wrong('shape') },
    ),
    labelField: field('label', 'What for', typed.label, { hint: 'If you like: a channel, a site.', error: wrong('label') }),
  })
}

function viewOf(problem: WebhooksPage['problem']): ProblemView | null {
  return problem && problemView(problem.detail, problem.flaws, (pointer) => pointer.split('/')[1] ?? '')
}
