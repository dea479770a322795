import type { Refusal } from '../core/refusal.ts'
import type { Flaw } from '../core/result.ts'
import { SECURITY_HEADERS } from './headers.ts'

const TITLES: Readonly<Record<number, string>> = {
  400: 'Malformed request',
  401: 'Token needed',
  403: 'Not allowed to this token',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  412: 'Changed since it was read',
  413: 'Too large',
  415: 'Unsupported media type',
  422: 'Not acceptable as it stands',
  429: 'Too many requests',
  500: 'Something failed here',
  502: 'Refused elsewhere',
  503: 'Not available just now',
  504: 'No answer in time elsewhere',
}

/** An error as RFC 9457 problem details, with a pointer to each field that is wrong. */
export function problem(
  status: number,
  detail: string,
  flaws: readonly Flaw[] = [],
  headers: Readonly<Record<string, string>> = {},
): Response {
  const body = { type: 'about:blank', title: TITLES[status] ?? 'Error', status, detail, ...(flaws.length > 0 ? { errors: flaws } : {}) }
  return new Response(JSON.stringify(body), {
    status,
    headers: { ...SECURITY_HEADERS, 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...headers },
  })
}

/** A refusal as problem details. */
export function refused({ status, detail, flaws }: Refusal): Response {
  return problem(status, detail, flaws, status === 503 ? { 'Retry-After': '5' } : {})
}

export function notFound(): Response {
  return problem(404, 'There is nothing at this address.')
}
