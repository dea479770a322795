import { sha256 } from '../core/digest.ts'
import { LARGEST_LOGO, logoId, type LogoEntry } from '../core/logo.ts'
import { readPicture } from '../core/picture.ts'
import { unprocessable, type Refusal } from '../core/refusal.ts'
import { fail, ok, type Flaw, type Result } from '../core/result.ts'
import { hasLogo, listLogos, removeLogo, writeLogo } from '../store/logos.ts'
import type { Store } from '../store/store.ts'
import type { Act } from './revision.ts'

/** Keeps a picture as a logo, if it is one. The same picture again is the same logo. */
export async function addLogo(
  store: Store,
  bytes: Uint8Array,
  act: Act,
): Promise<Result<{ readonly logo: LogoEntry; readonly isNew: boolean }, Refusal>> {
  if (bytes.byteLength > LARGEST_LOGO) return fail(tooLarge)
  const picture = readPicture(bytes)
  if (!picture.ok) return fail(unprocessable([{ pointer: '', detail: picture.error }]))
  const id = logoId(picture.value, await sha256(new Uint8Array(bytes).buffer))
  const isNew = await writeLogo(store, bytes, { id, at: act.now, actor: act.actor })
  const [logo] = await listLogos(store, id)
  return logo ? ok({ logo, isNew }) : fail(busy)
}

/** Removes a logo that no briefing shows. Editions and shares that show it keep it. */
export async function dropLogo(store: Store, id: string): Promise<Result<null, Refusal>> {
  const removal = await removeLogo(store, id)
  if (removal === 'removed') return ok(null)
  return fail(removal === 'missing' ? missing : inUse(removal.usedBy))
}

/** What is wrong with a logo in a recipe; null where there is one by that id. */
export async function logoFlaw(store: Store, id: string): Promise<Flaw | null> {
  return (await hasLogo(store, id))
    ? null
    : { pointer: '/brand/logo', detail: 'there is no such logo; GET /api/logos lists those there are' }
}

function inUse(slugs: readonly string[]): Refusal {
  const named = slugs.slice(0, 10).map((slug) => `"${slug}"`)
  const others = slugs.length > 10 ? ' and others' : ''
  return { status: 409, detail: `${named.join(', ')}${others} show this logo. Give them another, or none, first.`, flaws: [] }
}

const missing: Refusal = { status: 404, detail: 'There is no such logo.', flaws: [] }

const busy: Refusal = { status: 409, detail: 'Somebody removed this logo just now. Try again.', flaws: [] }

const tooLarge: Refusal = { status: 413, detail: `A logo has at most ${LARGEST_LOGO} bytes.`, flaws: [] }
