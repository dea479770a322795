import type { MailingStanding } from '../../core/standing.ts'

/** Something that is to be looked at, and where. */
export interface Finding {
  readonly text: string
  readonly todo: string
  /** Where to do it; null where that is not in the desk. */
  readonly where: string | null
}

/** What a mailing is called. */
export function nameOf({ briefing: slug, edition: number, kind }: MailingStanding): string {
  return kind === 'edition' ? `The mailing of edition ${number} of ${slug}` : `The correction of edition ${number} of ${slug}`
}

/** Where it says what became of each of its messages. */
export function ledger({ briefing: slug, edition: number }: MailingStanding): string {
  return `${edition(slug, number)}#ledger`
}

/** The page of an edition. */
export function edition(slug: string, number: number): string {
  return `${briefing(slug)}/editions/${number}`
}

/** The page of a briefing. */
export function briefing(slug: string): string {
  return `/desk/briefings/${slug}`
}
