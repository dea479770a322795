import source from '../../../templates/desk/briefing-removal.html.mustache'
import type { Briefing } from '../../core/briefing.ts'
import type { Frame } from './frame.ts'
import { deskTemplate } from './template.ts'

const render = deskTemplate(source)

/** What stays behind. */
export interface LeftBehind {
  readonly editions: number
  readonly subscribers: number
  readonly shares: number
  readonly sending: number
}

/** The page that asks before a briefing is removed. */
export function renderBriefingRemoval(frame: Frame, { slug, title, schedule }: Briefing, left: LeftBehind): string {
  return render({ ...frame, title, address: `/desk/briefings/${slug}`, scheduled: schedule !== null, left })
}
