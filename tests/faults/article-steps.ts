import { chosen } from './chosen.ts'
import { Read } from './shapes.ts'
import type { KnownArticle } from './witness.ts'
import type { World } from './world.ts'

/** Articles are brought, changed and erased. */

export async function bring(world: World, count: number): Promise<void> {
  await post(
    world,
    Array.from({ length: count }, () => world.article()),
  )
}

/** The same article twice at once. */
export async function bringTwice(world: World): Promise<void> {
  const brought = [world.article()]
  await Promise.all([1, 2].map(() => post(world, brought)))
}

async function post(world: World, brought: readonly ReturnType<World['article']>[]): Promise<void> {
  const json = brought.map((one) => one.json)
  const { start, end, answer } = await world.admin('POST', '/api/articles', json.length === 1 ? json[0] : json)
  world.noteTaken(brought, start, end, answer)
}

export async function edit(world: World, pick: number, note: string | null): Promise<void> {
  const known = standing(world, pick)
  if (!known) return
  const body: [string] = [world.sentence()]
  const why = note === null ? { minor: true } : { correction: note }
  const { start, end, answer } = await world.admin('PUT', `/api/articles/${known.id}`, { ...world.json(known.headline, body), ...why })
  if (answer && answer.status >= 400 && answer.status < 500) return
  const acknowledged = answer !== null && answer.status < 300
  known.writes.push({
    start,
    end,
    acknowledged,
    text: body[0],
    // One that makes an article anew corrects nothing.
    note: answer?.status === 201 ? null : note,
    revision: acknowledged ? Read.parse(JSON.parse(answer.text)).revision : null,
  })
}

export async function erase(world: World, pick: number): Promise<void> {
  const known = standing(world, pick)
  if (!known) return
  const { start, end, answer } = await world.admin('DELETE', `/api/articles/${known.id}`)
  const acknowledged = answer !== null && (answer.status === 204 || answer.status === 404)
  known.writes.push({ start, end, acknowledged, text: null, note: null, revision: null })
}

/** One that nobody has tried to erase. */
function standing(world: World, pick: number): KnownArticle | undefined {
  const all = [...world.witness.articles.values()].filter(({ writes }) => writes.every(({ text }) => text !== null))
  return chosen(all, pick)
}
