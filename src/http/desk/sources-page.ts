import type { Context } from 'hono'
import { toSourceForm } from '../../core/source-form.ts'
import type { SourceEntry } from '../../core/source.ts'
import { renderSource, titleOf, type SourceMatter } from '../../render/desk/source.ts'
import { knownTopics } from '../../store/catalogue.ts'
import { listPolls } from '../../store/polls.ts'
import { storeOf } from '../../store/store.ts'
import { actOf } from '../door.ts'
import { page } from './answer.ts'
import type { DeskDoor } from './door.ts'

/** The page of a source, whatever state its form is in. */

const ABOVE = [{ text: 'Sources', address: '/desk/sources' }]
const MOST_POLLS = 50

/** The form of a new source. */
export async function showNew(
  c: Context<DeskDoor>,
  shown: Pick<SourceMatter, 'form'> & Partial<SourceMatter>,
  status = 200,
): Promise<Response> {
  const topics = await knownTopics(storeOf(c.env))
  const matter: SourceMatter = { problem: null, clashes: [], seen: shown.form, ...shown }
  const place = { area: 'sources', heading: 'A new source', above: ABOVE } as const
  return page(c, place, (frame) => renderSource(frame, { ...matter, topics, stored: null }), status)
}

/** A source that is stored, with how it fares; its form as it is stored unless another is given. */
export async function showSource(
  c: Context<DeskDoor>,
  source: SourceEntry,
  shown: Partial<SourceMatter> = {},
  status = 200,
): Promise<Response> {
  const store = storeOf(c.env)
  const [topics, polls] = await Promise.all([knownTopics(store), listPolls(store, source.id, MOST_POLLS)])
  const form = toSourceForm(source)
  const matter: SourceMatter = { form, seen: form, problem: null, clashes: [], ...shown }
  const stored = { source, polls, now: actOf(c).now }
  const place = { area: 'sources', heading: titleOf(source), above: ABOVE } as const
  return page(c, place, (frame) => renderSource(frame, { ...matter, topics, stored }), status)
}
