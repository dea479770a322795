/** What every page of the desk has around its matter. */

const AREAS = [
  ['overview', 'Overview', '/desk'],
  ['articles', 'Articles', '/desk/articles'],
  ['stories', 'Stories', '/desk/stories'],
  ['briefings', 'Briefings', '/desk/briefings'],
  ['shares', 'Shares', '/desk/shares'],
  ['sources', 'Sources', '/desk/sources'],
  ['templates', 'Templates', '/desk/templates'],
  ['suppressions', 'Suppressions', '/desk/suppressions'],
  ['tokens', 'Tokens', '/desk/tokens'],
  ['status', 'Status', '/desk/status'],
] as const

export type Area = (typeof AREAS)[number][0]

/** Where a page stands. */
export interface Place {
  readonly area: Area
  readonly heading: string
  /** The pages above it, nearest last. */
  readonly above?: readonly { readonly text: string; readonly address: string }[]
}

/** Who sees it, and what their forms carry. */
export interface Seat {
  readonly name: string
  readonly can: { readonly write: boolean; readonly send: boolean; readonly own: boolean }
  readonly formToken: string
  /** What was done just before, by its name in `DONE`. */
  readonly done: string | null
  readonly style: string
  readonly script: string
}

export interface Frame {
  readonly heading: string
  readonly above: readonly { readonly text: string; readonly address: string }[]
  readonly areas: readonly { readonly text: string; readonly address: string; readonly current: boolean }[]
  readonly name: string
  readonly can: Seat['can']
  readonly formToken: string
  readonly done: string | null
  readonly style: string
  readonly script: string
}

/** The frame of a page for whoever sits there. */
export function frameOf({ area, heading, above = [] }: Place, seat: Seat): Frame {
  return {
    ...seat,
    heading,
    above,
    areas: AREAS.filter(([name]) => name !== 'tokens' || seat.can.own).map(([name, text, address]) => ({
      text,
      address,
      current: name === area,
    })),
    done: seat.done === null || !Object.hasOwn(DONE, seat.done) ? null : (DONE[seat.done] ?? null),
  }
}

/** What a page says after something was done on the page before. An address names it, so that nobody can put words on a page by a link. */
const DONE: Readonly<Record<string, string>> = {
  saved: 'Saved.',
  unchanged: 'Nothing was changed, so nothing was saved.',
  removed: 'Removed.',
  revoked: 'Revoked. It opens nothing any more.',
  added: 'Added to the list.',
  asked: 'A mail asks this person to confirm.',
  known: 'Nothing to do: this person is on the list, has left it, or gets no mail from here.',
  suppressed: 'Suppressed. No mail goes there any more.',
  erased: 'Erased. Only a hash of the address is kept, by which it is known again.',
  lifted: 'Lifted.',
  'article-stored': 'Stored. Live briefings that it fits show it from now on.',
  'articles-stored': 'Stored. What was here already was left as it is.',
  'article-held': 'An editor has worked on the article at this address, so the new text waits here. Nothing of it is lost.',
  'article-erased': 'The article is erased. Editions and shares that carried it say that it was withdrawn.',
  restored: 'Restored, as a new revision.',
  accepted: 'Accepted, as a new revision.',
  dismissed: 'Dismissed. The article stays as it is.',
  'story-joined': 'They are of one story now. Briefings show them together.',
  'story-left': 'Taken out. It is not joined again by itself.',
  'proposal-dismissed': 'Noted: two stories. These two are not proposed again.',
  frozen: 'Frozen. Look at it below before you send it.',
  'frozen-mailed': 'Frozen, and on its way to its readers.',
  approved: 'Approved, and on its way to its readers.',
  sending: 'On its way to its readers.',
  telling: 'The corrections are on their way to those who were sent the edition.',
  paused: 'Paused. Nothing more leaves until somebody resumes it.',
  'nothing-sending': 'Nothing of it was being sent, so there was nothing to pause.',
  resumed: 'Resumed.',
  'nothing-paused': 'Nothing of it was paused.',
  resending: 'They are on their way once more.',
  'nothing-resent': 'There was nothing to send once more.',
  withdrawn: 'Withdrawn. Its address says so, and why.',
  tested: 'The test has left.',
  'source-added': 'Added. Its first poll is on its way.',
  polling: 'It is polled now. What comes of it stands below.',
  'source-paused': 'Paused. It is not polled until somebody resumes it.',
  'source-resumed': 'Resumed. It is polled now.',
  'source-removed': 'Removed. Its articles stay.',
  'template-saved': 'Saved. Live pages follow it from now on; editions and shares keep what they were made with.',
  'template-dropped': 'Removed. The built-in template takes its place.',
  'logo-added': 'Added. A briefing shows it once you choose it there.',
  'share-revoked': 'Revoked. The link is dead everywhere within 60 seconds.',
}
