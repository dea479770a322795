import { Mailings, type EditionJson } from './shapes.ts'
import { unfolded, type Arrived } from './sink.ts'
import type { KnownReader } from './witness.ts'
import type { World } from './world.ts'

/** Nobody gets a mailing twice, or anything after they left; whoever should have got one did; and they were told of every correction. */

export interface EditionMail {
  readonly edition: EditionJson
  readonly mailings: readonly {
    readonly id: string
    readonly kind: 'edition' | 'correction'
    /** By address, what the ledger says. */
    readonly states: ReadonlyMap<string, string>
  }[]
}

/** What the ledgers say of every edition that was mailed. */
export async function readMail(world: World, editions: readonly EditionJson[]): Promise<EditionMail[]> {
  const mail: EditionMail[] = []
  for (const edition of editions) {
    const path = `/api/briefings/${world.slug}/editions/${edition.edition.number}/deliveries`
    const { answer } = await world.admin('GET', path, undefined, { fair: true })
    if (answer?.status !== 200) continue
    const mailings: EditionMail['mailings'][number][] = []
    for (const { id, kind } of Mailings.parse(JSON.parse(answer.text)).mailings) {
      const own = await world.admin('GET', `${path}?mailing=${id}&limit=1000`, undefined, { fair: true })
      const { deliveries } = Mailings.parse(JSON.parse(own.answer?.text ?? ''))
      const states = new Map(deliveries.flatMap(({ email, state }) => (email === null ? [] : [[email, state] as const])))
      for (const state of states.values())
        world.witness.claim(state !== 'queued' && state !== 'sending', `a delivery of ${kind} ${edition.edition.number} stays ${state}`)
      mailings.push({ id, kind, states })
    }
    mail.push({ edition, mailings })
  }
  return mail
}

export function checkMail(world: World, mail: readonly EditionMail[]): void {
  const { witness, platform } = world
  const { arrived } = platform.sink
  const copies = new Map<string, number>()
  for (const { to, delivery } of arrived) {
    const name = delivery ? `mailing ${delivery.mailing}` : 'confirmation'
    copies.set(`${name} to ${to}`, (copies.get(`${name} to ${to}`) ?? 0) + 1)
  }
  for (const [name, count] of copies) {
    const asked = name.startsWith('confirmation') ? (witness.readers.get(name.slice('confirmation to '.length))?.asked ?? Infinity) : 1
    witness.claim(count <= asked, `${name}: ${count} copies`)
  }
  for (const reader of witness.readers.values()) {
    checkSilence(world, reader)
    for (const { edition, mailings } of mail) checkReader(world, reader, edition, mailings)
  }
  const known = new Set(mail.flatMap(({ mailings }) => mailings.map(({ id }) => id)))
  for (const { mailing, number } of witness.editions)
    witness.claim(mailing === null || known.has(mailing), `the mailing of edition ${number} was acknowledged and is lost`)
}

function checkSilence({ witness, platform }: World, { email, leavings, askedAt }: KnownReader): void {
  for (const leaving of leavings.filter(({ acknowledged, start }) => acknowledged && askedAt < start))
    for (const mail of platform.sink.arrived.filter(({ to }) => to === email))
      witness.claim(
        !isTooLate(mail, leaving),
        `${email} got a mail after they had left (${leaving.how}): ${mail.delivery?.mailing ?? 'a confirmation'}`,
      )
}

/** What was marked as leaving when they were told may still arrive. */
function isTooLate(mail: Arrived, { end, seen, onTheirWay }: KnownReader['leavings'][number]): boolean {
  return mail.delivery ? mail.at > seen && !onTheirWay.has(mail.delivery.mailing) : mail.since > end
}

function checkReader(
  world: World,
  { email, activeSince, leavings }: KnownReader,
  { edition, corrections }: EditionJson,
  mailings: EditionMail['mailings'],
) {
  const { witness, platform } = world
  const own = mailings.find(({ kind }) => kind === 'edition')
  const state = own?.states.get(email)
  const got = platform.sink.arrived.filter(({ to, delivery }) => to === email && mailings.some(({ id }) => id === delivery?.mailing))
  if (state === 'sent')
    witness.claim(
      got.some(({ delivery }) => delivery?.mailing === own?.id),
      `the ledger says that ${email} was sent edition ${edition.number}`,
    )
  const frozen = witness.editions.find(({ number }) => number === edition.number)
  if (leavings.length > 0 || platform.sink.refused.has(email)) return
  if (own && frozen && activeSince !== null && activeSince < frozen.start)
    witness.claim(state === 'sent' || state === 'unknown', `${email} was owed edition ${edition.number}, and it is ${state ?? 'forgotten'}`)
  if (state !== 'sent') return
  const text = got.map(({ raw }) => unfolded(raw)).join(' ')
  for (const { note } of corrections) {
    const marker = note.slice(0, note.indexOf(':') + 1)
    const isInDoubt = mailings.some(({ kind, states }) => kind === 'correction' && states.get(email) === 'unknown')
    witness.claim(isInDoubt || text.includes(marker), `${email} holds edition ${edition.number} and was not told "${note}"`)
  }
}
