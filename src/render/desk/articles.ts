import source from '../../../templates/desk/articles.html.mustache'
import type { AttributionStep } from '../../core/article.ts'
import { choice, field } from './field.ts'
import type { Frame } from './frame.ts'
import { when } from './moment.ts'
import { deskTemplate } from './template.ts'

const render = deskTemplate(source)

export interface ArticlesPage {
  /** What was asked for, as it was typed. */
  readonly asked: { readonly q: string; readonly topic: string; readonly since: string; readonly until: string }
  readonly wrong: { readonly q: string | null; readonly since: string | null; readonly until: string | null }
  readonly topics: readonly string[]
  readonly articles: readonly {
    readonly id: string
    readonly headline: string
    readonly listedAt: string
    readonly topics: readonly string[]
    readonly story: string | null
    readonly visibility: 'public' | 'private'
    readonly attribution: readonly AttributionStep[]
  }[]
  /** The page after this one; null where this is the last. */
  readonly cursor: string | null
  /** Whether this is not the first. */
  readonly further: boolean
}

/** The list of all articles, or of those that were searched for. */
export function renderArticles(frame: Frame, { asked, wrong, topics, articles, cursor, further }: ArticlesPage): string {
  const searched = Object.values(asked).some((text) => text !== '')
  return render({
    ...frame,
    searched,
    further,
    qField: field('q', 'Words', asked.q, { hint: 'All of them in headline, dek or body.', error: wrong.q }),
    topicChoice: choice('topic', 'Topic', [['', 'any'], ...topics.map((topic) => [topic, topic] as const)], asked.topic),
    sinceField: field('since', 'Since', asked.since, { type: 'date', error: wrong.since }),
    untilField: field('until', 'Until', asked.until, { type: 'date', error: wrong.until }),
    articles: articles.map((article) => ({
      address: `/desk/articles/${article.id}`,
      title: article.headline,
      listed: when(article.listedAt),
      chain: chainOf(article.attribution),
      topicList: article.topics.map((topic) => ({ topic, address: `/desk/articles?topic=${topic}` })),
      story: article.story === null ? null : { name: article.story, address: `/desk/stories/${article.story}` },
      hidden: article.visibility === 'private',
    })),
    next: cursor === null ? null : { address: listAddress({ ...filled(asked), cursor }) },
    first: { address: listAddress(filled(asked)) },
  })
}

/** Who had it from whom, in few words: the nearest first. */
export function chainOf(attribution: readonly AttributionStep[]): string {
  if (attribution.length === 0) return 'origin not stated'
  return attribution
    .map(
      ({ outlets, form }, position) =>
        `${position > 0 ? 'from ' : ''}${outlets.join(', ')}${form === null || form === 'report' ? '' : ` (${form})`}`,
    )
    .join(', ')
}

function listAddress(query: Readonly<Record<string, string>>): string {
  return `/desk/articles?${new URLSearchParams(query).toString()}`
}

function filled(asked: ArticlesPage['asked']): Record<string, string> {
  return Object.fromEntries(Object.entries(asked).filter(([, text]) => text !== ''))
}
