import source from '../../../templates/desk/logos.html.mustache'
import { logoPath, parseLogoId, type LogoEntry } from '../../core/logo.ts'
import { problemView } from './field.ts'
import type { Frame } from './frame.ts'
import { when } from './moment.ts'
import { deskTemplate } from './template.ts'

const render = deskTemplate(source)

/** The page of all logos; `wrong` says why a picture was not taken, `refusal` why something else was not done. */
export function renderLogos(
  frame: Frame,
  { logos, wrong, refusal }: { readonly logos: readonly LogoEntry[]; readonly wrong: string | null; readonly refusal: string | null },
): string {
  const detail = wrong === null ? refusal : 'Nothing was added.'
  const flaws = wrong === null ? [] : [{ pointer: '/picture', detail: wrong }]
  return render({
    ...frame,
    problem: detail === null ? null : problemView(detail, flaws, () => 'picture'),
    pictureError: wrong,
    listed: logos.map(({ id, width, height, at, actor, briefings }, index) => ({
      id,
      number: index + 1,
      address: logoPath(id),
      width,
      height,
      kind: parseLogoId(id)?.kind.toUpperCase() ?? '',
      added: when(at),
      by: actor,
      users: briefings.map((slug) => ({ slug, userAddress: `/desk/briefings/${slug}` })),
    })),
  })
}
