/** What a Content-Type says: the type without parameters in lower case, empty where it says none, and its character set. */
export function parseMediaType(contentType: string | null): { mediaType: string; charset: string | null } {
  const [mediaType = '', ...parameters] = (contentType ?? '').split(';').map((part) => part.trim())
  const charset = parameters.flatMap((parameter) => /^charset="?([^"]+)"?$/i.exec(parameter)?.[1] ?? [])[0]
  return { mediaType: mediaType.toLowerCase(), charset: charset ?? null }
}
