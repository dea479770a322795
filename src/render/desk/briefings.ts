import source from '../../../templates/desk/briefings.html.mustache'
import type { Briefing } from '../../core/briefing.ts'
import type { Frame } from './frame.ts'
import { when } from './moment.ts'
import { dueWords, scheduleWords } from './schedule-words.ts'
import { deskTemplate } from './template.ts'

const render = deskTemplate(source)

export interface ListedBriefing {
  readonly briefing: Briefing
  readonly edition: { readonly number: number; readonly frozenAt: string; readonly waiting: boolean; readonly withdrawn: boolean } | null
  readonly subscribers: number
  /** When it is due next. */
  readonly next: string | null
}

const VISIBILITY: Readonly<Record<Briefing['visibility'], string>> = {
  public: 'Public',
  unlisted: 'Unlisted',
  private: 'Private',
}

/** The page of all briefings. */
export function renderBriefings(frame: Frame, listed: readonly ListedBriefing[]): string {
  return render({
    ...frame,
    listed: listed.map(({ briefing: { slug, title, visibility, timezone, schedule }, edition, subscribers, next }) => ({
      title,
      address: `/desk/briefings/${slug}`,
      visibility: VISIBILITY[visibility],
      due: next === null ? null : dueWords(next, timezone),
      rhythm: schedule && scheduleWords(schedule),
      approval: schedule?.approval ?? false,
      newest: edition && {
        editionAddress: `/desk/briefings/${slug}/editions/${edition.number}`,
        number: edition.number,
        frozen: when(edition.frozenAt, timezone),
        standing: edition.withdrawn ? 'withdrawn' : edition.waiting ? 'waits for approval' : null,
      },
      subscribers,
      listAddress: `/desk/briefings/${slug}/subscribers`,
    })),
  })
}
