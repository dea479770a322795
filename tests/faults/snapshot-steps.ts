import { chosen } from './chosen.ts'
import { Frozen } from './shapes.ts'
import { Identified, type World } from './world.ts'

/** Briefings are frozen and shared, shares revoked, and pages read. */

export async function freeze(world: World, send: boolean): Promise<void> {
  const { start, end, answer } = await world.admin('POST', `/api/briefings/${world.slug}/editions`, { send })
  if (answer?.status !== 201) return
  const { number, digest, mailing = null } = Frozen.parse(JSON.parse(answer.text))
  world.witness.editions.push({ start, end, acknowledged: true, number, digest, mailing })
}

export async function share(world: World, pick: number): Promise<void> {
  const edition = chosen(world.witness.editions, pick)
  const of = edition && pick > 0.4 ? `/briefings/${world.slug}/editions/${edition.number}` : `/briefings/${world.slug}`
  const { start, end, answer } = await world.admin('POST', '/api/shares', { of, expiresIn: 'P30D' })
  if (answer?.status !== 201) return
  const made = Frozen.pick({ url: true }).and(Identified).parse(JSON.parse(answer.text))
  const number = edition && of.includes('/editions/') ? edition.number : null
  world.witness.shares.push({
    start,
    end,
    acknowledged: true,
    id: made.id,
    path: new URL(made.url).pathname,
    edition: number,
    revocations: [],
  })
  // Whoever makes a link looks at it.
  await world.visit('GET', new URL(made.url).pathname)
}

export async function revoke(world: World, pick: number): Promise<void> {
  const found = chosen(world.witness.shares, pick)
  if (!found) return
  const { start, end, answer } = await world.admin('DELETE', `/api/shares/${found.id}`)
  found.revocations.push({ start, end, acknowledged: answer?.status === 204 })
  if (answer?.status !== 204) return
  const after = await world.visit('GET', found.path, undefined, true)
  world.witness.claim(after.answer?.status === 404, `a share answered ${after.answer?.status} right after it was revoked`)
}

export async function read(world: World, pick: number): Promise<void> {
  const { witness, slug } = world
  const shares = witness.shares.map(({ path }) => path)
  const editions = witness.editions.flatMap(({ number }) =>
    ['', '.json', '.md'].map((end) => `/briefings/${slug}/editions/${number}${end}`),
  )
  const articles = Array.from(witness.articles.keys(), (id) => `/articles/${id}`)
  const path = chosen([`/briefings/${slug}`, '/', `/briefings/${slug}/feed.atom`, ...shares, ...editions, ...articles], pick) ?? '/'
  const { start, answer } = await world.visit('GET', path)
  if (!answer) return
  witness.claim([200, 404, 500, 503].includes(answer.status), `GET ${path} answered ${answer.status}`)
  const shared = witness.shares.find((one) => one.path === path)
  const isDead = shared?.revocations.some(({ acknowledged, end }) => acknowledged && end < start)
  if (isDead) witness.claim(answer.status !== 200, 'a revoked share was shown')
}
