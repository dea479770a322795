import { env } from 'cloudflare:workers'
import { Listed, Read, Revisions } from './shapes.ts'
import { possible, type KnownArticle } from './witness.ts'
import type { World } from './world.ts'

/** What was acknowledged is there, whole, once; what was erased is gone. */

export async function checkArticles(world: World): Promise<void> {
  const { witness, slug } = world
  const listed = await listAll(world, slug)
  for (const { id, headline } of listed) {
    const answer = await ok(world, `/api/articles/${id}`)
    if (answer !== null) witness.claim(Read.parse(JSON.parse(answer)).body.length > 0, `article ${id} has no body`)
    await ok(world, `/articles/${id}`)
    const twins = listed.filter((other) => other.headline === headline)
    witness.claim(twins.length === 1, `"${headline}" is stored ${twins.length} times`)
  }
  for (const known of witness.articles.values()) await checkArticle(world, known, new Set(listed.map(({ id }) => id)))
  for (const [name, text] of world.source === null ? [] : world.feed.items) {
    const headline = world.feed.headlineOf(name)
    const found = listed.find((entry) => entry.headline === headline)
    witness.claim(found !== undefined, `item ${name} of the feed is not stored`)
    const answer = found && (await ok(world, `/api/articles/${found.id}`))
    const body = answer ? Read.parse(JSON.parse(answer)).body.join(' ') : text
    witness.claim(body.includes(text), `item ${name} of the feed has another text: ${body}`)
  }
}

async function checkArticle(world: World, known: KnownArticle, listed: ReadonlySet<string>): Promise<void> {
  const { witness } = world
  const { id, writes } = known
  const states = possible(writes)
  const { answer } = await world.admin('GET', `/api/articles/${id}`, undefined, { fair: true })
  const isThere = answer?.status === 200
  witness.claim(listed.has(id) === isThere, `article ${id}: the catalogue lists it: ${listed.has(id)}, it is there: ${isThere}`)
  if (!isThere) {
    witness.claim(
      states.some(({ text }) => text === null),
      `article ${id} was acknowledged and is lost (${answer?.status})`,
    )
    return checkErased(world, known)
  }
  const { body, revision } = Read.parse(JSON.parse(answer.text))
  witness.claim(
    states.some(({ text }) => text === body[0]),
    `article ${id} has a text that it cannot have: ${body[0]}`,
  )
  if (writes.some(({ text }) => text === null)) return
  const listing = await ok(world, `/api/articles/${id}/revisions`)
  const { revisions } = Revisions.parse(JSON.parse(listing ?? '{"revisions":[]}'))
  const numbers = revisions.map((one) => one.revision).toReversed()
  witness.claim(numbers.join() === numbers.map((_, index) => index + 1).join(), `article ${id} has the revisions ${numbers.join()}`)
  witness.claim(revision === numbers.length, `article ${id} is at revision ${revision} of ${numbers.length}`)
  for (const write of writes) {
    if (write.revision === null) continue
    const kept = revisions.find((one) => one.revision === write.revision)
    witness.claim(kept !== undefined && kept.correction === write.note, `revision ${write.revision} of article ${id} is lost`)
  }
}

/** Nothing of it is left in KV either, unless somebody wrote it anew at the same time. */
async function checkErased(world: World, { id, writes }: KnownArticle): Promise<void> {
  const erasure = writes.findLast(({ text, acknowledged }) => text === null && acknowledged)
  if (!erasure || writes.some(({ text, end }) => text !== null && end > erasure.start)) return
  const left = (await Promise.all(['article', 'body'].map((part) => env.KV.list({ prefix: `${part}/${id}/` })))).flatMap(({ keys }) => keys)
  world.witness.claim(left.length === 0, `article ${id} was erased and KV has ${left.map(({ name }) => name).join()}`)
}

/** The text of what has to be there. */
export async function ok(world: World, path: string): Promise<string | null> {
  const { answer } = await world.admin('GET', path, undefined, { fair: true })
  world.witness.claim(answer?.status === 200, `${path} answers ${answer?.status}`)
  return answer?.status === 200 ? answer.text : null
}

async function listAll(world: World, topic: string): Promise<{ id: string; headline: string }[]> {
  const all: { id: string; headline: string }[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const page: string | null = await ok(
      world,
      `/api/articles?topic=${topic}&limit=100${cursor && `&cursor=${encodeURIComponent(cursor)}`}`,
    )
    const listed = Listed.parse(JSON.parse(page ?? '{"articles":[],"cursor":null}'))
    all.push(...listed.articles)
    cursor = listed.cursor
  }
  return all
}
