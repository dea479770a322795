import source from '../../../templates/desk/article-choice.html.mustache'
import type { ArticleContent } from '../../core/article.ts'
import type { Flaw } from '../../core/result.ts'
import type { SimilarEntry } from '../../core/story.ts'
import { problemView } from './field.ts'
import type { Frame } from './frame.ts'
import { when } from './moment.ts'
import { deskTemplate } from './template.ts'

const render = deskTemplate(source)

export interface ChoicePage {
  readonly document: { readonly mediaType: string; readonly text: string }
  readonly url: string | null
  readonly topics: readonly string[] | null
  readonly fetched: boolean
  readonly articles: readonly ArticleContent[]
  readonly warnings: readonly Flaw[]
  /** What drafts are similar to; the pointer says which. */
  readonly similar: readonly SimilarEntry[]
  /** What was chosen, and why that cannot be; null at first. */
  readonly mistake: { readonly picked: readonly number[]; readonly detail: string } | null
}

// As many as are stored at once.
const PICKED_AT_FIRST = 50

/** The drafts of a document that holds several, to choose from. The document goes along, so that nothing need be stored meanwhile. */
export function renderChoice(frame: Frame, { document, url, topics, fetched, articles, warnings, similar, mistake }: ChoicePage): string {
  return render({
    ...frame,
    problem: mistake && problemView(mistake.detail, [], () => ''),
    count: articles.length,
    document: document.text,
    type: document.mediaType,
    from: url ?? '',
    topics: topics?.join(',') ?? '',
    fetched: fetched ? 'yes' : '',
    warnings: warnings.map(({ pointer, detail }) => ({ warning: `${pointer} ${detail}`.trim() })),
    drafts: articles.map((article, at) => ({
      at,
      draftHeadline: article.headline,
      start: article.dek ?? article.body[0] ?? '',
      topicList: article.topics.join(', '),
      published: article.publishedAt === null ? null : when(article.publishedAt),
      alike: similar
        .filter(({ pointer }) => pointer === `/articles/${at}`)
        .map(({ article: id, headline, kind }) => ({
          alikeHeadline: headline,
          kind,
          place: id === null ? null : { address: `/desk/articles/${id}` },
        })),
      picked: mistake ? mistake.picked.includes(at) : at < PICKED_AT_FIRST,
    })),
  })
}
