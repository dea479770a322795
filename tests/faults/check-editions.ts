import canonicalize from 'canonicalize'
import { sha256 } from '../../src/core/digest.ts'
import { ok } from './check-articles.ts'
import { EditionJson, Editions } from './shapes.ts'
import type { Act, KnownArticle, Write } from './witness.ts'
import type { World } from './world.ts'

/** Editions and shares are whole, numbered without a gap, and show what was corrected since; a share that was revoked is dead. */

/** Checks them. Gives each edition as JSON. */
export async function checkEditions(world: World): Promise<EditionJson[]> {
  const { witness, slug } = world
  const listing = await ok(world, `/api/briefings/${slug}/editions?limit=100`).then((text) => text ?? '{"editions":[],"total":0}')
  const numbers = Editions.parse(JSON.parse(listing)).editions.map(({ number }) => number)
  witness.claim(numbers.toReversed().join() === numbers.map((_, index) => index + 1).join(), `editions are numbered ${numbers.join()}`)
  const known = witness.editions.map(({ number }) => number)
  witness.claim(new Set(known).size === known.length, `an edition number was given twice: ${known.join()}`)
  const editions: EditionJson[] = []
  for (const number of numbers) {
    const page = await ok(world, `/briefings/${slug}/editions/${number}`)
    const json = await ok(world, `/briefings/${slug}/editions/${number}.json`)
    if (json === null || page === null) continue
    const edition = EditionJson.parse(JSON.parse(json))
    editions.push(edition)
    await checkDigests(world, edition)
    const acknowledged = witness.editions.find((one) => one.number === number)
    if (acknowledged) witness.claim(acknowledged.digest === edition.digest, `edition ${number} has another digest than was answered`)
    if (acknowledged) checkHolds(world, `edition ${number}`, acknowledged, json)
    if (acknowledged) checkHolds(world, `the page of edition ${number}`, acknowledged, page)
  }
  for (const { number } of witness.editions) witness.claim(numbers.includes(number), `edition ${number} was acknowledged and is lost`)
  await ok(world, `/briefings/${slug}`)
  await ok(world, `/briefings/${slug}/editions`)
  await checkShares(world)
  return editions
}

async function checkDigests({ witness, slug }: World, { edition, digest }: EditionJson): Promise<void> {
  const { number, frozenAt, title, introduction } = edition
  for (const { article, sha256: frozen, view, withdrawn } of edition.items) {
    if (view) witness.claim((await hash(view)) === frozen, `${article} in edition ${number} has another hash`)
    const known = witness.articles.get(article)
    const isErased = known?.writes.some(({ text }) => text === null) ?? false
    witness.claim(view !== undefined || (withdrawn === true && isErased), `${article} in edition ${number} is not whole`)
  }
  const items = edition.items.map((item) => ({ article: item.article, revision: item.revision, sha256: item.sha256 }))
  const recomputed = await hash({ briefing: slug, number, frozenAt, title, introduction, items })
  witness.claim(recomputed === digest, `the digest of edition ${number} cannot be recomputed`)
}

function hash(value: unknown): Promise<string> {
  return sha256(canonicalize(value) ?? '')
}

async function checkShares(world: World): Promise<void> {
  const { witness } = world
  for (const share of witness.shares) {
    const { answer } = await world.visit('GET', share.path, undefined, true)
    const { revocations } = share
    if (revocations.some(({ acknowledged }) => acknowledged))
      witness.claim(answer?.status === 404, `a revoked share answers ${answer?.status}`)
    if (revocations.length > 0) continue
    witness.claim(answer?.status === 200, `a share answers ${answer?.status}`)
    const edition = witness.editions.find(({ number }) => number === share.edition)
    // Of an edition it is frozen as of then.
    if (answer) checkHolds(world, `a share of ${share.edition ?? 'the briefing'}`, edition ?? share, answer.text)
  }
}

/** What was frozen holds every article that had been acknowledged before, and shows every correction that was acknowledged after. */
function checkHolds({ witness }: World, name: string, frozen: Act, text: string): void {
  for (const known of witness.articles.values()) {
    if (known.writes.some((write) => write.text === null) || !isBefore(known, frozen)) continue
    witness.claim(text.includes(known.id), `${name} lacks ${known.id}, which was acknowledged before`)
    for (const { note } of known.writes.filter((write) => isCorrection(write) && write.start > frozen.end))
      witness.claim(note === null || text.includes(note), `${name} does not show the correction "${note}" of ${known.id}`)
  }
}

function isBefore({ writes }: KnownArticle, { start }: Act): boolean {
  return writes.some((write) => write.acknowledged && write.end < start)
}

function isCorrection({ acknowledged, note }: Write): boolean {
  return acknowledged && note !== null
}
