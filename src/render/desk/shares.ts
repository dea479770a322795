import suggestSource from '../../../templates/desk/partials/suggest.html.mustache'
import source from '../../../templates/desk/shares.html.mustache'
import type { Flaw } from '../../core/result.ts'
import { check, choice, field, problemView } from './field.ts'
import type { Frame } from './frame.ts'
import { when } from './moment.ts'
import { deskTemplate } from './template.ts'

const render = deskTemplate(source, { suggest: suggestSource })

export interface TypedShare {
  readonly of: string
  readonly life: string
  readonly label: string
  readonly isPrivate: boolean
}

export interface SharesPage {
  readonly shares: readonly {
    readonly id: string
    readonly of: string
    readonly label: string | null
    readonly createdAt: string
    readonly expiresAt: string
    readonly revokedAt: string | null
    readonly actor: string | null
  }[]
  /** What could be shared. */
  readonly briefings: readonly { readonly path: string; readonly title: string }[]
  readonly typed: TypedShare | null
  readonly flaws: readonly Flaw[]
  /** The link that was made just now. */
  readonly made: { readonly of: string; readonly url: string; readonly expiresAt: string } | null
  readonly now: string
}

const LIVES = [
  ['PT1H', 'in an hour'],
  ['P1D', 'in a day'],
  ['P7D', 'in a week'],
  ['P30D', 'in 30 days'],
  ['P90D', 'in 90 days'],
  ['P1Y', 'in a year'],
] as const

const FIELDS: Readonly<Record<string, string>> = { of: 'of', expiresIn: 'life', label: 'label', private: 'private-on' }

/** The page of links to snapshots. */
export function renderShares(frame: Frame, { shares, briefings, typed, flaws, made, now }: SharesPage): string {
  const fieldOf = (pointer: string) => FIELDS[pointer.slice(1)] ?? ''
  const wrong = (name: string) => flaws.find(({ pointer }) => fieldOf(pointer) === name)?.detail ?? null
  const life = typed?.life ?? 'P30D'
  const lives = LIVES.some(([value]) => value === life) ? LIVES : [...LIVES, [life, life] as const]
  return render({
    ...frame,
    made: made && { link: made.url, of: made.of, until: when(made.expiresAt) },
    problem: flaws.length > 0 ? problemView('No link was made.', flaws, fieldOf) : null,
    ofField: {
      ...field('of', 'What to share', typed?.of ?? '', {
        hint: 'Its address on this site, or the path of it: of a briefing as it is now, of an edition, or of an article.',
        required: true,
        error: wrong('of'),
        dir: 'ltr',
      }),
      list: 'shareable',
      several: false,
    },
    shareable: briefings,
    lifeField: choice('life', 'It expires', lives, life, { error: wrong('life') }),
    labelField: field('label', 'For you to know it by', typed?.label ?? '', {
      hint: 'Such as whom you gave it to. Readers do not see it.',
      error: wrong('label'),
    }),
    privateCheck: check('private', 'What is shared may be private', typed?.isPrivate ?? false, {
      hint: 'Only then can a private briefing or article be shared. Whoever has the link can read it.',
      error: wrong('private-on'),
    }),
    listed: shares.map((share) => ({
      id: share.id,
      of: share.of,
      deskAddress: share.of.startsWith('/articles/') || share.of.startsWith('/briefings/') ? `/desk${share.of}` : null,
      label: share.label,
      made: when(share.createdAt),
      by: share.actor,
      standing: share.revokedAt !== null ? 'revoked' : share.expiresAt <= now ? 'expired' : 'works until',
      moment: when(share.revokedAt ?? share.expiresAt),
      live: share.revokedAt === null && share.expiresAt > now,
    })),
    most: shares.length >= 500,
  })
}
