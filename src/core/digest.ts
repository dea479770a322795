import canonicalize from 'canonicalize'

/** SHA-256 of bytes, or of a text's in UTF-8, in lower-case hex. */
export async function sha256(content: string | ArrayBuffer): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', typeof content === 'string' ? new TextEncoder().encode(content) : content)
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** RFC 8785 canonical JSON of a value made of JSON's own types and well-formed strings. */
export function canonicalJson(value: unknown): string {
  return canonicalize(value) ?? 'null'
}
