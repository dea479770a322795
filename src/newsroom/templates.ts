import type { Refusal } from '../core/refusal.ts'
import { sha256 } from '../core/digest.ts'
import { fail, ok, type Flaw, type Result } from '../core/result.ts'
import type { TemplateFormat, TemplateTexts, TemplateVersion } from '../core/template.ts'
import { findTemplateSet, findTemplateVersion, readTemplate, removeTemplate, removeTemplateSet, writeTemplate } from '../store/templates.ts'
import type { Store } from '../store/store.ts'
import type { Act } from './revision.ts'

/** Acts on templates of one's own. Whether a text can be used at all has been checked before (`checkTemplate`). */

/** Which template an act is about. */
export interface TemplateAddress {
  readonly name: string
  readonly format: TemplateFormat
}

export interface KeptTemplate extends TemplateVersion {
  readonly hash: string
  readonly outcome: 'created' | 'replaced' | 'unchanged'
}

/** Tells whether a writer has seen the current text, by its hash; null where there is none. */
export type Seen = (hash: string | null) => boolean

const TRIES = 10

/** Makes a text the current one of a template. `seen` is null where the writer does not say what they have seen. */
export async function keepTemplate(
  store: Store,
  address: TemplateAddress,
  text: string,
  seen: Seen | null,
  act: Act,
  tries = TRIES,
): Promise<Result<KeptTemplate, Refusal>> {
  const { name, format } = address
  const before = await findTemplateVersion(store, name, format, null)
  const current = before?.hash ?? null
  if (seen && !seen(current)) return fail(stale)
  const hash = await sha256(text)
  if (before && current === hash) return ok({ ...before, hash, outcome: 'unchanged' })
  const version = (before?.version ?? 0) + 1
  const written = await writeTemplate(store, text, { name, format, hash, at: act.now, actor: act.actor }, version - 1)
  if (written) return ok({ version, hash, at: act.now, actor: act.actor, outcome: current === null ? 'created' : 'replaced' })
  // Somebody else was faster. Who does not say what they have seen comes after them.
  return tries > 1 ? keepTemplate(store, address, text, seen, act, tries - 1) : fail(busy)
}

/** Removes a template: briefings use the built-in one for that format from then on. The last of a set that briefings name stays. */
export async function dropTemplate(
  store: Store,
  address: TemplateAddress,
  seen: Seen | null,
  act: Act,
  tries = TRIES,
): Promise<Result<null, Refusal>> {
  const { name, format } = address
  const before = await findTemplateVersion(store, name, format, null)
  if (!before || before.hash === null) return fail(missing)
  if (seen && !seen(before.hash)) return fail(stale)
  const removal = await removeTemplate(store, { name, format, at: act.now, actor: act.actor }, before.version)
  if (removal === 'removed') return ok(null)
  if (removal === 'raced') return tries > 1 ? dropTemplate(store, address, seen, act, tries - 1) : fail(busy)
  return fail(inUse('This is the last template of the set, which', removal.usedBy))
}

/** Removes all templates of a set, unless briefings name it. */
export async function dropTemplateSet(store: Store, name: string, act: Act): Promise<Result<null, Refusal>> {
  const removal = await removeTemplateSet(store, name, { at: act.now, actor: act.actor })
  if (removal === 'removed') return ok(null)
  return fail(removal === 'missing' ? missing : inUse('This is a set that', removal.usedBy))
}

function inUse(what: string, slugs: readonly string[]): Refusal {
  const named = slugs.slice(0, 10).map((slug) => `"${slug}"`)
  const others = slugs.length > 10 ? ' and others' : ''
  return { status: 409, detail: `${what} ${named.join(', ')}${others} use. Give them another first.`, flaws: [] }
}

/** A template with its text, as it is or in an earlier version. */
export async function readOneTemplate(
  store: Store,
  { name, format }: TemplateAddress,
  version: number | null,
): Promise<Result<TemplateVersion & { readonly hash: string; readonly text: string }, Refusal>> {
  const found = await findTemplateVersion(store, name, format, version)
  if (!found || found.hash === null) return fail(missing)
  const text = await readTemplate(store, name, format, found.hash)
  return text === null ? fail(unreadable) : ok({ ...found, hash: found.hash, text })
}

/** The current texts of a set. */
export async function readTemplateSet(
  store: Store,
  name: string,
  formats: readonly TemplateFormat[],
): Promise<Result<TemplateTexts, Refusal>> {
  const { hashes } = await findTemplateSet(store, name)
  const wanted = formats.flatMap((format) => (hashes[format] === undefined ? [] : [{ format, hash: hashes[format] }]))
  const read = await Promise.all(wanted.map(async ({ format, hash }) => ({ format, text: await readTemplate(store, name, format, hash) })))
  const texts = read.flatMap(({ format, text }) => (text === null ? [] : [[format, text] satisfies [string, string]]))
  return texts.length < wanted.length ? fail(unreadable) : ok({ name, texts: Object.fromEntries(texts) })
}

/** What is wrong with a set's name in a recipe; null where there is such a set. */
export async function templateFlaw(store: Store, name: string): Promise<Flaw | null> {
  const { hashes } = await findTemplateSet(store, name)
  if (Object.keys(hashes).length > 0) return null
  return { pointer: '/template', detail: 'there is no template set by this name; leave it out for the built-in one' }
}

const missing: Refusal = { status: 404, detail: 'There is no such template.', flaws: [] }

const stale: Refusal = {
  status: 412,
  detail: 'The template has changed since you read it. GET it again, and send your change with its new ETag in If-Match.',
  flaws: [],
}

const busy: Refusal = { status: 409, detail: 'Others are changing this template just now; nothing was changed. Try again.', flaws: [] }

const unreadable: Refusal = { status: 503, detail: 'The stored template cannot be read just now. Try again.', flaws: [] }
