import type { Context } from 'hono'
import { readAddress } from '../core/email-address.ts'
import { refuse, type Refusal } from '../core/refusal.ts'
import { fail, ok, type Result } from '../core/result.ts'
import { SignUp } from '../core/subscriber.ts'
import { parseJson } from '../newsroom/read-document.ts'
import type { Typed } from '../render/subscriptions.ts'
import { readDocument } from './body.ts'
import type { Door } from './door.ts'
import { networkOf } from './network.ts'

/** What a reader asks for with an address: by a form, or as JSON. */

export interface Wish {
  /** Null where it cannot be one; `typed` says why. */
  readonly email: string | null
  readonly typed: Typed | null
  /** True: the field that only robots see is filled in. */
  readonly trapped: boolean
  /** The unsubscribe token that a button of ours sends in the address's stead. */
  readonly token: string | null
}

const LARGEST = 16_384

/** Reads a wish; what is not even a form or JSON, and JSON that is wrong, is refused. */
export async function readWish(request: Request): Promise<Result<Wish, Refusal>> {
  const document = await readDocument(request, LARGEST)
  if (!document.ok) return document
  const { mediaType, text } = document.value
  if (mediaType === 'application/json') return fromJson(text)
  if (mediaType === FORM) return ok(fromForm(new URLSearchParams(text)))
  return fail({ status: 415, detail: `Send ${FORM} or application/json.`, flaws: [] })
}

export const FORM = 'application/x-www-form-urlencoded'

function fromJson(text: string): Result<Wish, Refusal> {
  const json = parseJson(text)
  if (!json.ok) return json
  const parsed = SignUp.safeParse(json.value)
  return parsed.success ? ok({ email: parsed.data.email, typed: null, trapped: false, token: null }) : fail(refuse(parsed.error))
}

function fromForm(form: URLSearchParams): Wish {
  const value = form.get('email') ?? ''
  const address = readAddress(value)
  return {
    email: address.ok ? address.value : null,
    typed: address.ok ? null : { value: value.slice(0, 320), fault: address.error },
    trapped: Boolean(form.get('website')),
    token: form.get('token'),
  }
}

/** Whether a request is one of a program, which is answered in JSON. */
export function isJson(request: Request): boolean {
  return /^application\/json\b/i.test(request.headers.get('Content-Type') ?? '')
}

/** Whether this part of the network has asked too often. */
export async function isBusy(c: Context<Door>): Promise<boolean> {
  const { success } = await c.env.SIGN_UPS.limit({ key: networkOf(c.req.header('CF-Connecting-IP') ?? null) })
  return !success
}
