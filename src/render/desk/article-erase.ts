import source from '../../../templates/desk/article-erase.html.mustache'
import around from '../../../templates/desk/partials/article-around.html.mustache'
import { aroundOf } from './article-around.ts'
import type { Frame } from './frame.ts'
import { deskTemplate } from './template.ts'

const render = deskTemplate(source, { 'article-around': around })

export interface ErasePage {
  readonly id: string
  readonly revision: number
  readonly editions: readonly unknown[]
  readonly shares: readonly unknown[]
}

/** The page that asks once more before an article is gone. */
export function renderErase(frame: Frame, { id, revision, editions, shares }: ErasePage): string {
  return render({
    ...frame,
    around: aroundOf(id, 'erase', frame),
    action: `/desk/articles/${id}/erase`,
    appearances: `/desk/articles/${id}/appearances`,
    revisionsText: revision === 1 ? 'its one revision' : `all ${revision} revisions of it`,
    carriedText: [counted(editions.length, 'edition'), counted(shares.length, 'share')].join(' and '),
    carried: editions.length + shares.length > 0,
  })
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
