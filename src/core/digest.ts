import canonicalize from 'canonicalize'

/** SHA-256 of a text's UTF-8 bytes, in lower-case hex. */
export async function sha256(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** RFC 8785 canonical JSON of a value made of JSON's own types and well-formed strings. */
export function canonicalJson(value: unknown): string {
  return canonicalize(value) ?? 'null'
}
