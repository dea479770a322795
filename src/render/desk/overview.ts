import source from '../../../templates/desk/overview.html.mustache'
import type { Briefing } from '../../core/briefing.ts'
import type { Frame } from './frame.ts'
import { when } from './moment.ts'
import { deskTemplate } from './template.ts'

const render = deskTemplate(source)

export interface Overview {
  readonly attention: {
    readonly waiting: readonly { readonly briefing: string; readonly number: number; readonly frozenAt: string }[]
    readonly held: readonly { readonly id: string; readonly headline: string; readonly at: string }[]
    readonly failed: readonly { readonly briefing: string; readonly dueAt: string; readonly reason: string | null }[]
    readonly troubled: readonly {
      readonly briefing: string
      readonly edition: number
      readonly state: string
      readonly failed: number
      readonly unknown: number
    }[]
    readonly proposals: number
  }
  readonly briefings: readonly { readonly briefing: Briefing; readonly next: string | null }[]
  readonly articles: readonly { readonly id: string; readonly headline: string; readonly listedAt: string }[]
}

/** The first page of the desk. */
export function renderOverview(frame: Frame, { attention, briefings, articles }: Overview): string {
  const tasks = tasksOf(attention)
  return render({
    ...frame,
    first: articles.length === 0 && briefings.length === 0,
    tasks,
    briefings: briefings.map(({ briefing, next }) => ({
      address: `/desk/briefings/${briefing.slug}`,
      title: briefing.title,
      next: next === null ? null : when(next, briefing.timezone),
    })),
    articles: articles.map(({ id, headline, listedAt }) => ({ address: `/desk/articles/${id}`, headline, listed: when(listedAt) })),
  })
}

function tasksOf({ waiting, held, failed, troubled, proposals }: Overview['attention']) {
  const edition = (slug: string, number: number) => `/desk/briefings/${slug}/editions/${number}`
  return [
    ...waiting.map(({ briefing, number }) => ({
      address: edition(briefing, number),
      text: `Edition ${number} of ${briefing} waits for approval`,
      why: 'Nobody sees it until somebody approves it.',
    })),
    ...failed.map(({ briefing, dueAt, reason }) => ({
      address: `/desk/briefings/${briefing}`,
      text: `${briefing} could not be made`,
      why: `It was due at ${when(dueAt).text}. ${reason ?? ''}`.trim(),
    })),
    ...troubled.map(({ briefing, edition: number, state, failed: lost, unknown }) => ({
      address: edition(briefing, number),
      text:
        state === 'paused'
          ? `The mailing of edition ${number} of ${briefing} is paused`
          : `Edition ${number} of ${briefing} did not reach everybody`,
      why:
        [lost > 0 ? `${lost} failed.` : '', unknown > 0 ? `${unknown} may or may not have arrived.` : ''].join(' ').trim() ||
        'Resume it, or leave it.',
    })),
    ...held.map(({ id, headline }) => ({
      address: `/desk/articles/${id}/revisions`,
      text: headline,
      why: 'Its source has a new text, which waits because somebody here edited this one.',
    })),
    ...(proposals > 0
      ? [
          {
            address: '/desk/stories',
            text: proposals === 1 ? 'Two articles may be one story' : `${proposals} pairs of articles may be one story each`,
            why: 'Say of each whether it is.',
          },
        ]
      : []),
  ]
}
