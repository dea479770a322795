/** Logs what happened as one line of JSON. No secret, no address, no key of a share and no text of an article belongs in it. */
export function logEvent(event: string, facts: Readonly<Record<string, unknown>>): void {
  console.log(JSON.stringify({ event, ...facts }))
}

/** Logs a failure, likewise. */
export function logFailure(event: string, facts: Readonly<Record<string, unknown>>): void {
  console.error(JSON.stringify({ event, ...facts }))
}
