/** Logs a failure as one line of JSON. No secret, no key of a share and no text of an article belongs in it. */
export function logFailure(event: string, facts: Readonly<Record<string, unknown>>): void {
  console.error(JSON.stringify({ event, ...facts }))
}
