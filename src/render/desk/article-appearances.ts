import source from '../../../templates/desk/article-appearances.html.mustache'
import around from '../../../templates/desk/partials/article-around.html.mustache'
import { aroundOf } from './article-around.ts'
import type { Frame } from './frame.ts'
import { when } from './moment.ts'
import { deskTemplate } from './template.ts'

const render = deskTemplate(source, { 'article-around': around })

export interface AppearancesPage {
  readonly id: string
  /** Whether the article is still there. */
  readonly stored: boolean
  readonly editions: readonly { readonly briefing: string; readonly number: number; readonly revision: number }[]
  readonly shares: readonly {
    readonly id: string
    readonly label: string | null
    readonly revision: number
    readonly expiresAt: string
    readonly revokedAt: string | null
  }[]
  /** RFC 3339, UTC. */
  readonly now: string
}

/** The editions and shares that carry an article. */
export function renderAppearances(frame: Frame, { id, stored, editions, shares, now }: AppearancesPage): string {
  return render({
    ...frame,
    around: stored ? aroundOf(id, 'appearances', frame) : null,
    editions: editions.map(({ briefing, number, revision }) => ({
      address: `/desk/briefings/${briefing}/editions/${number}`,
      text: `${briefing}, edition ${number}`,
      carried: revision,
    })),
    shares: shares.map(({ label, revision, expiresAt, revokedAt }) => ({
      text: label ?? 'A share without a label',
      carried: revision,
      state: revokedAt !== null ? 'revoked' : expiresAt <= now ? 'expired' : `open until ${when(expiresAt).text}`,
    })),
    none: editions.length + shares.length === 0,
  })
}
