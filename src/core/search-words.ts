/** The words of a query, of which all have to stand in what is found. Empty where it has none. */
export function searchWords(query: string): string[] {
  return query.match(/[\p{L}\p{N}]+/gu)?.slice(0, 20) ?? []
}
