import { Hono, type Context } from 'hono'
import * as z from 'zod'
import { refuse, unprocessable, type Refusal } from '../../core/refusal.ts'
import { fail, ok, type Result } from '../../core/result.ts'
import { BUILT_IN, TEMPLATE_FORMATS, TemplateFormat, TemplateName, TemplateReplacement } from '../../core/template.ts'
import { plain } from '../../core/text.ts'
import { dropTemplate, readOneTemplate, type Seen, type TemplateAddress } from '../../newsroom/templates.ts'
import { parseJson } from '../../newsroom/read-document.ts'
import { storeOf } from '../../store/store.ts'
import { listTemplateSets, listTemplateVersions } from '../../store/templates.ts'
import { readDocument } from '../body.ts'
import { actOf, type Door } from '../door.ts'
import { namesEntityTag, namesExactly } from '../format.ts'
import { notFound, refused } from '../problem.ts'
import { purge } from '../purge.ts'
import { saveTemplate } from '../save-template.ts'
import { readParameters } from './parameters.ts'

/** `/api/templates`: templates of one's own, in named sets. */
export const templates = new Hono<Door>()

templates.get('/', async (c) => c.json({ templates: await listTemplateSets(storeOf(c.env)) }))

export const TemplateParameters = z.strictObject({
  version: z.coerce.number().pipe(z.int().min(1).max(1_000_000)).optional().describe('an earlier one; the current one unless set'),
})

templates.get('/:name/:format', async (c) => {
  const query = readParameters(c.req.query(), TemplateParameters)
  if (!query.ok) return refused(query.error)
  const format = TemplateFormat.safeParse(c.req.param('format'))
  if (!format.success) return notFound()
  const name = c.req.param('name')
  if (name === BUILT_IN) {
    const { wholeBuiltIn } = await import('../../render/whole.ts')
    return c.json({ name, format: format.data, text: wholeBuiltIn(format.data) })
  }
  const read = await readOneTemplate(storeOf(c.env), { name, format: format.data }, query.value.version ?? null)
  if (!read.ok) return refused(read.error)
  const etag = `"${read.value.hash}"`
  const known = c.req.header('If-None-Match')
  if (known !== undefined && namesEntityTag(known, etag)) return c.body(null, 304, { ETag: etag })
  return c.json({ name, format: format.data, ...read.value }, 200, { ETag: etag })
})

templates.get('/:name/:format/versions', async (c) => {
  const format = TemplateFormat.safeParse(c.req.param('format'))
  if (!format.success) return notFound()
  const versions = await listTemplateVersions(storeOf(c.env), c.req.param('name'), format.data)
  return versions.length > 0 ? c.json({ versions }) : notFound()
})

templates.put('/:name/:format', async (c) => {
  const address = addressOf(c)
  if (!address.ok) return refused(address.error)
  const text = await readText(c.req.raw)
  if (!text.ok) return refused(text.error)
  const saved = await saveTemplate(storeOf(c.env), address.value, text.value, seenBy(c), actOf(c))
  if (!saved.ok) return refused(saved.error)
  const { outcome, warnings, ...version } = saved.value
  if (outcome !== 'unchanged') purge(c, [`template:${address.value.name}`])
  return c.json({ ...address.value, ...version, warnings }, outcome === 'created' ? 201 : 200, { ETag: `"${version.hash}"` })
})

templates.delete('/:name/:format', async (c) => {
  const address = addressOf(c)
  if (!address.ok) return notFound()
  const dropped = await dropTemplate(storeOf(c.env), address.value, seenBy(c), actOf(c))
  if (!dropped.ok) return refused(dropped.error)
  purge(c, [`template:${address.value.name}`])
  return c.body(null, 204)
})

function addressOf(c: Context<Door, '/:name/:format'>): Result<TemplateAddress, Refusal> {
  const name = TemplateName.safeParse(c.req.param('name'))
  const format = TemplateFormat.safeParse(c.req.param('format'))
  if (name.success && format.success) return ok({ name: name.data, format: format.data })
  const detail = name.success
    ? `the format in the address must be one of ${TEMPLATE_FORMATS.join(', ')}`
    : `the name in the address ${name.error.issues[0]?.message ?? 'is not a slug'}`
  return fail(unprocessable([{ pointer: '', detail }]))
}

function seenBy(c: Context<Door>): Seen | null {
  const header = c.req.header('If-Match')
  return header === undefined ? null : (hash) => hash !== null && namesExactly(header, `"${hash}"`)
}

export const TEMPLATE_TYPES = ['text/plain', 'text/html', 'text/markdown', 'text/x-mustache'] as const

/** The text as it stands in the body, or within JSON. */
async function readText(request: Request): Promise<Result<string, Refusal>> {
  const document = await readDocument(request)
  if (!document.ok) return document
  const { mediaType, text } = document.value
  if (TEMPLATE_TYPES.some((type) => type === mediaType)) return ok(plain(text))
  if (mediaType !== 'application/json')
    return fail({
      status: 415,
      detail: `Send the template as ${TEMPLATE_TYPES.join(', ')}, or as {"text": "…"} in application/json.`,
      flaws: [],
    })
  const json = parseJson(text)
  if (!json.ok) return json
  const replacement = TemplateReplacement.safeParse(json.value)
  return replacement.success ? ok(replacement.data.text) : fail(refuse(replacement.error))
}
