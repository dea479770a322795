import type { Refusal } from '../../core/refusal.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { decodeDocument } from '../../intake/charset.ts'
import { isBinary, typeByLook, typeByName } from '../../intake/sniff.ts'
import { asFoundThere, fetchLink } from '../../newsroom/fetch-link.ts'
import { draftArticles, type Drafts } from '../../newsroom/drafts.ts'
import { MOST_ITEMS, type Document } from '../../newsroom/read-document.ts'
import { knownTopics } from '../../store/catalogue.ts'
import { storeOf } from '../../store/store.ts'
import { readWebSetting } from '../../web/setting.ts'
import { IntakeParameters, readParameters } from '../api/parameters.ts'
import { largestOf } from '../body.ts'
import type { Form } from './form.ts'

/** What somebody brings in: a file, a pasted text, or a link. */

/** A document with what was said beside it. */
export interface Sent {
  readonly document: Document
  readonly url: string | null
  readonly topics: readonly string[] | null
  /** Whether it was fetched from its address. */
  readonly fetched: boolean
}

/** The document that a form brings: its file, or else its text, or else what stands at its link. */
export async function readSent(form: Form, env: Env): Promise<Result<Sent, Refusal>> {
  const hints = readHints(form)
  if (!hints.ok) return hints
  const { url, topics } = hints.value
  const file = form.file('file')
  const text = form.text('text')
  if (file === null && text.trim() === '') {
    if (url === null) return fail(nothing)
    const linked = await fetchLink(url, readWebSetting(env))
    return linked.ok ? ok({ ...linked.value, topics, fetched: true }) : linked
  }
  const document = file ? await readFile(file) : readPaste(text)
  return document.ok ? ok({ document: document.value, url, topics, fetched: false }) : document
}

/** The document that a page of drafts gives back, to draft from it again. */
export function readAgain(form: Form): Result<Sent, Refusal> {
  const hints = readHints(form)
  if (!hints.ok) return hints
  return ok({
    document: { mediaType: form.text('type'), text: form.text('document') },
    ...hints.value,
    fetched: form.text('fetched') === 'yes',
  })
}

/** The drafts of a document. */
export async function draftsOf({ document, url, topics, fetched }: Sent, env: Env, now: string): Promise<Result<Drafts, Refusal>> {
  const known = topics ? [] : await knownTopics(storeOf(env))
  const drafts = await draftArticles(document, { url, topics }, { knownTopics: known, now, store: true, most: MOST_ITEMS })
  return drafts.ok || !fetched ? drafts : fail(asFoundThere(drafts.error))
}

const nothing: Refusal = {
  status: 422,
  detail: 'There is nothing to read yet.',
  flaws: [{ pointer: '/text', detail: 'paste a text, name a link, or choose a file' }],
}

function readHints(form: Form): Result<Pick<Sent, 'url' | 'topics'>, Refusal> {
  const said = Object.fromEntries(['url', 'topics'].flatMap((name) => (form.text(name).trim() ? [[name, form.text(name)]] : [])))
  const hints = readParameters(said, IntakeParameters)
  return hints.ok ? ok({ url: hints.value.url ?? null, topics: hints.value.topics ?? null }) : hints
}

function readPaste(text: string): Result<Document, Refusal> {
  return small({ mediaType: typeByLook(text), text }, new TextEncoder().encode(text).byteLength, '/text')
}

async function readFile(file: File): Promise<Result<Document, Refusal>> {
  const promised = typeByName(file.name)
  const decoded = decodeDocument(new Uint8Array(await file.arrayBuffer()), { mediaType: promised ?? 'text/plain', charset: null })
  if (!decoded.ok || isBinary(decoded.value)) return fail(noText)
  const text = decoded.value.replaceAll('\r\n', '\n')
  return small({ mediaType: promised ?? typeByLook(text), text }, file.size, '/file')
}

const noText: Refusal = {
  status: 422,
  detail: 'This file cannot be read.',
  flaws: [{ pointer: '/file', detail: 'is not text in UTF-8: save it as text, HTML or Markdown, or paste what it says' }],
}

function small(document: Document, size: number, pointer: string): Result<Document, Refusal> {
  const largest = largestOf(document.mediaType)
  if (size <= largest) return ok(document)
  const detail = `is larger than ${largest / 1_048_576} MiB: shorten it, or bring it in parts`
  return fail({ status: 422, detail: 'This is too large.', flaws: [{ pointer, detail }] })
}
