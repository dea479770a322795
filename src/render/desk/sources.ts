import source from '../../../templates/desk/sources.html.mustache'
import type { SourceEntry } from '../../core/source.ts'
import type { Frame } from './frame.ts'
import { healthView, hostOf, isDue, titleOf } from './source-health.ts'
import { deskTemplate } from './template.ts'

const render = deskTemplate(source)

/** The list of sources with their health. `now`: RFC 3339, UTC. */
export function renderSources(frame: Frame, sources: readonly SourceEntry[], now: string): string {
  return render({
    ...frame,
    watching: sources.some((one) => isDue(one, now)),
    listed: sources.map((one) => ({
      id: one.id,
      address: `/desk/sources/${one.id}`,
      sourceTitle: titleOf(one),
      host: hostOf(one.url),
      ...healthView(one, now),
    })),
  })
}
