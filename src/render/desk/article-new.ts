import source from '../../../templates/desk/article-new.html.mustache'
import type { Flaw } from '../../core/result.ts'
import { field, problemView } from './field.ts'
import type { Frame } from './frame.ts'
import { deskTemplate } from './template.ts'

const render = deskTemplate(source)

export interface NewPage {
  readonly typed: { readonly text: string; readonly url: string; readonly topics: string }
  readonly problem: { readonly detail: string; readonly flaws: readonly Flaw[] } | null
  /** The topics that articles have. */
  readonly topics: readonly string[]
}

/** The page by which articles come in. */
export function renderNew(frame: Frame, { typed, problem, topics }: NewPage): string {
  const flaws = problem?.flaws ?? []
  const wrong = (name: string) => flaws.find(({ pointer }) => fieldOf(pointer) === name)?.detail ?? null
  return render({
    ...frame,
    problem: problem && problemView(problem.detail, flaws, fieldOf),
    textArea: field('text', 'Text', typed.text, {
      hint: 'A headline on the first line and paragraphs under it; or the source of a page, Markdown, a feed or JSON, just as it is.',
      rows: 14,
      error: wrong('text'),
    }),
    urlField: field('url', 'Link', typed.url, {
      hint: 'With a text or a file: where it is from. By itself: the page or feed to fetch.',
      type: 'url',
      dir: 'ltr',
      error: wrong('url'),
    }),
    topicsField: field('topics', 'Topics', typed.topics, {
      hint: `Parted by commas; left empty, they are found in the text. ${topics.length > 0 ? `Here are: ${topics.slice(0, 30).join(', ')}.` : ''}`,
      error: wrong('topics'),
    }),
    fileError: wrong('file'),
  })
}

const FIELDS = new Set(['url', 'topics', 'file'])

// Whatever else is wrong is so in the document.
function fieldOf(pointer: string): string {
  const [, name = ''] = pointer.split('/')
  return FIELDS.has(name) ? name : 'text'
}
