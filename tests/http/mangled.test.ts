import { env, exports } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { article } from '../articles.ts'
import { DIALECTS } from '../feeds.ts'
import { linkedData, page } from '../pages.ts'
import { get, ORIGIN } from '../worker.ts'

/**
 * Whatever is sent, no answer is a 5xx. Bodies are valid ones, mangled: bytes changed, cut, doubled, fields swapped for values
 * of other kinds. A failing body can be made again from its number alone.
 */

const BODIES = 2400

test(`${BODIES} mangled bodies are each taken or refused`, { timeout: 120_000 }, async () => {
  const statuses = new Map<number, number>()
  for (let seed = 1; seed <= BODIES; seed += 20) {
    const batch = await Promise.all(Array.from({ length: 20 }, (_, offset) => send(seed + offset)))
    for (const { number, status, detail } of batch) {
      expect(status, `body ${number}: ${detail}`).toBeLessThan(500)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    }
  }
  // The mangling must leave some bodies whole and break others, or it proves nothing.
  expect([...statuses.keys()]).toEqual(expect.arrayContaining([201, 400, 422]))
  expect((await get('/healthz')).status).toBe(200)
})

const DOCUMENTS = 600

test(`${DOCUMENTS} mangled feeds, pages and front matters are each taken or refused`, { timeout: 120_000 }, async () => {
  const statuses = new Set<number>()
  for (let number = 1; number <= DOCUMENTS; number += 1) {
    const random = mulberry32(number * 7919)
    const { type, text } = pick(WHOLE, random) ?? { type: 'text/html', text: '' }
    const answer = await exports.default.fetch(
      new Request(`${ORIGIN}/api/intake`, {
        method: 'POST',
        body: mangleMarkup(text, random),
        headers: { Authorization: `Bearer ${env.ADMIN_TOKEN}`, 'Content-Type': type },
      }),
    )
    const detail = await answer.text()
    expect(answer.status, `document ${number}: ${detail}`).toBeLessThan(500)
    statuses.add(answer.status)
  }
  expect([...statuses]).toEqual(expect.arrayContaining([200, 400, 422]))
})

const WHOLE: readonly { type: string; text: string }[] = [
  ...Object.values(DIALECTS),
  {
    type: 'text/html',
    text: page({
      head: linkedData({ '@type': 'NewsArticle', headline: 'A pier', author: [{ name: 'Ines Falk' }], datePublished: '2026-03-02' }),
      above: '<p class="byline">By Ines Falk</p><time datetime="2026-03-02">Monday</time>',
      body: '<table><tr><td>1<td>2</table><ul><li>a<li>b</ul><svg><path/></svg><pre><code>x</code></pre>',
    }),
  },
  {
    type: 'text/markdown',
    text: '---\ntitle: A pier\ndate: 2026-03-02\ntags: [a, "b"]\nauthor:\n  - name: Ines\n---\n# A pier\n\nIt *opened*.',
  },
  { type: 'text/markdown', text: '+++\ntitle = "A pier"\ndate = 2026-03-02\n[author]\nname = "Ines"\n+++\nIt opened.' },
]

/** Bytes changed, and pieces between marks left out, doubled, put elsewhere or nested many times. */
function mangleMarkup(text: string, random: () => number): Uint8Array {
  const pieces = text.split(/(?=[<{\n])/)
  for (let changes = Math.floor(random() * 5); changes > 0; changes -= 1) {
    const at = Math.floor(random() * pieces.length)
    const piece = pieces[at] ?? ''
    const kind = random()
    if (kind < 0.3) pieces.splice(at, 1)
    else if (kind < 0.5) pieces.splice(at, 0, piece)
    else if (kind < 0.7) pieces.splice(Math.floor(random() * pieces.length), 0, piece)
    else if (kind < 0.8) pieces.splice(at, 0, piece.repeat(300))
    else pieces.splice(at, 0, pick(ODD_MARKUP, random) ?? '')
  }
  return mangleBytes(encode(pieces.join('')), random, 0.4)
}

const ODD_MARKUP = [
  '<![CDATA[',
  ']]>',
  '<!--',
  '&#xD800;',
  '&#0;',
  '&nope;',
  '<!DOCTYPE x [',
  '<a href="',
  '</',
  '<?xml',
  '\u0000',
  '\ufeff',
  '"',
  '{{',
  '<p hidden>',
  '*a',
  '&a',
]

async function send(number: number): Promise<{ number: number; status: number; detail: string }> {
  const random = mulberry32(number)
  const { bytes, type } = mangled(random)
  const path =
    random() < 0.3 ? '/api/intake' : random() < 0.1 ? '/api/briefings/b' : random() < 0.1 ? '/api/articles/some-id' : '/api/articles'
  const method = path === '/api/intake' || path === '/api/articles' ? 'POST' : 'PUT'
  const answer = await exports.default.fetch(
    new Request(ORIGIN + path, { method, body: bytes, headers: { Authorization: `Bearer ${env.ADMIN_TOKEN}`, 'Content-Type': type } }),
  )
  return { number, status: answer.status, detail: answer.status < 500 ? '' : await answer.text() }
}

function mangled(random: () => number): { bytes: Uint8Array; type: string } {
  const kind = random()
  if (kind < 0.5)
    return { bytes: mangleBytes(encode(JSON.stringify(mangleFields(article(), random))), random, 0.3), type: 'application/json' }
  const text = `A port reopens\n\n${TEXTS.map((piece) => (random() < 0.7 ? piece : piece.slice(0, Math.floor(random() * piece.length)))).join(random() < 0.5 ? '\n\n' : '\n')}`
  return { bytes: mangleBytes(encode(text), random, 0.5), type: kind < 0.75 ? 'text/plain' : 'text/markdown' }
}

const TEXTS = [
  'HALDEN (Reuters) — “We open at dawn,” said Dr. Mara Lind, 56, the port’s director, “and we stay open.”',
  '“No one asked us," he said. According to Coast Courier, which cited an interview with AP, 4,000 people work there.',
  '# [A *link*](https://x.example) `code` > quote\n1. one\n2) two\n- - -\n<div>html</div>',
  '«Ми відкриті», — сказала вона. שלום العربية \u202e\u2066 \u0000 🚢',
  '""""\'\'\'\'“”“”‘’‘’ said said said, told X that that that',
]

const ODD: readonly unknown[] = [
  null,
  0,
  -1,
  1e308,
  '',
  ' ',
  'x',
  '\ud800',
  '\u0000',
  [],
  {},
  [[]],
  [null],
  true,
  '2026-13-45',
  'javascript:x',
  'a'.repeat(5000),
  { '': '' },
  ['"', '"'],
]

function mangleFields(whole: Record<string, unknown>, random: () => number): unknown {
  const copy = { ...whole }
  const names = [...Object.keys(copy), 'visibility', 'embargoUntil', 'correction', 'minor', 'unknown']
  for (let changes = Math.floor(random() * 4); changes > 0; changes -= 1) copy[pick(names, random) ?? 'x'] = pick(ODD, random)
  return random() < 0.1 ? [copy, copy] : random() < 0.05 ? pick(ODD, random) : copy
}

function mangleBytes(bytes: Uint8Array, random: () => number, chance: number): Uint8Array {
  if (random() > chance) return bytes
  const copy = Uint8Array.from(bytes)
  for (let changes = Math.ceil(random() * 5); changes > 0; changes -= 1)
    copy[Math.floor(random() * copy.length)] = Math.floor(random() * 256)
  return random() < 0.3 ? copy.slice(0, Math.floor(random() * copy.length)) : copy
}

function pick<T>(list: readonly T[], random: () => number): T | undefined {
  return list[Math.floor(random() * list.length)]
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}

/** A small seeded generator (Tommy Ettinger's Mulberry32, public domain). */
function mulberry32(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
