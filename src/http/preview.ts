import type { PreviewFormat, PreviewRequest } from '../core/preview.ts'
import { unprocessable, type Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { unsubscribePath } from '../core/subscription-path.ts'
import { TEMPLATE_FORMATS, type TemplateFormat, type TemplateTexts } from '../core/template.ts'
import { composePreview } from '../newsroom/preview.ts'
import type { Composed } from '../newsroom/read.ts'
import type { Store } from '../store/store.ts'
import { CONTENT_TYPES } from './format.ts'
import { policyOfStyles } from './headers.ts'
import { checkText } from './save-template.ts'

/** Something rendered that is stored nowhere. */
export interface Preview {
  readonly body: string
  readonly contentType: string
  readonly language: string
  /** The Content-Security-Policy that it is to be shown with: nothing in it acts, in a frame of its own. */
  readonly policy: string
  /** Sentences on what the templates that were sent leave out. */
  readonly warnings: readonly string[]
  /** Formats for which the built-in template stands in, since the set's own goes beyond its bounds with this. */
  readonly unusable: readonly TemplateFormat[]
}

const WANTED: Readonly<Record<PreviewFormat, readonly TemplateFormat[]>> = {
  html: ['html'],
  md: ['md'],
  txt: ['txt'],
  mail: ['mail'],
  eml: ['txt', 'mail'],
  json: [],
}

/** Renders what a request asks for. Templates in it are checked as they are when they are stored. */
export async function makePreview(
  store: Store,
  request: PreviewRequest,
  { publicUrl, now }: { readonly publicUrl: string; readonly now: Date },
): Promise<Result<Preview, Refusal>> {
  const { format, texts = {} } = request
  const warnings = await checkTexts(texts)
  if (!warnings.ok) return warnings
  const composed = await composePreview(store, request, now, WANTED[format])
  if (!composed.ok) return composed
  const { composition, templates } = composed.value
  const sent = TEMPLATE_FORMATS.flatMap((one) => (texts[one] === undefined ? [] : [[one, texts[one]] satisfies [string, string]]))
  const own: TemplateTexts = { ...templates, texts: { ...templates.texts, ...Object.fromEntries(sent) } }
  const unusable: TemplateFormat[] = []
  const body = await renderPreview({ composition, templates: own }, format, publicUrl, (one) => unusable.push(one))
  const beyond = unusable.find((one) => texts[one] !== undefined)
  if (beyond) return fail(unprocessable([{ pointer: `/texts/${beyond}`, detail: 'makes too much of this: its sections multiply' }]))
  return ok({
    body,
    contentType: CONTENT_TYPES[format === 'mail' ? 'html' : format],
    language: composition.language,
    policy: await policyOf(format, body),
    warnings: warnings.value,
    unusable,
  })
}

async function checkTexts(texts: NonNullable<PreviewRequest['texts']>): Promise<Result<readonly string[], Refusal>> {
  const warnings: string[] = []
  const checks = TEMPLATE_FORMATS.flatMap((format) =>
    texts[format] === undefined ? [] : [checkText(format, texts[format], `/texts/${format}`)],
  )
  for (const checked of await Promise.all(checks)) {
    if (!checked.ok) return checked
    warnings.push(...checked.value)
  }
  return ok(warnings)
}

async function renderPreview(
  { composition, templates }: Composed,
  format: PreviewFormat,
  publicUrl: string,
  onUnusable: (format: TemplateFormat) => void,
): Promise<string> {
  const own = { ...templates, onUnusable }
  if (format === 'json') return `${JSON.stringify(composition, null, 2)}\n`
  const { viewOf } = await import('../render/view-of.ts')
  if (format === 'eml') {
    const { renderMessage } = await import('../render/message.ts')
    return renderMessage(viewOf(composition, { publicUrl }), { templates: own })
  }
  const { renderBy } = await import('../render/own.ts')
  const letter = { kind: 'edition', unsubscribe: publicUrl + unsubscribePath('example') } as const
  return renderBy(format, viewOf(composition, { publicUrl, ...(format === 'mail' ? { letter } : {}) }), own)
}

// A mail's styles stand in its elements. Whoever shows it keeps it in a frame, where it can do nothing.
async function policyOf(format: PreviewFormat, body: string): Promise<string> {
  if (format === 'html') return `${framed(await policyOfStyles(body))}; sandbox`
  const nothing = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox"
  return format === 'mail' ? `${nothing}; style-src 'unsafe-inline'` : nothing
}

function framed(policy: string): string {
  return policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'")
}
