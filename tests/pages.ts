/** Article pages for tests. */

export const PARAGRAPHS = [
  'The harbour council voted on Monday evening to rebuild the old timber pier, three years after a winter storm tore its head away.',
  'Work is to begin in March and to cost 4.2 million crowns, half of it from the regional fund, mayor Marta Oduya told reporters.',
  '“We owe the fishing families a place to land,” Oduya said after the vote, which ended eleven to four.',
  'Opponents had asked for a concrete quay, which would have lasted longer but taken the beach at the northern end.',
]

export const HEADLINE = 'Council votes to rebuild the storm-torn pier'

interface Parts {
  readonly head?: string
  readonly above?: string
  readonly body?: string
  readonly below?: string
  readonly h1?: string
}

/** A page with a headline and four paragraphs, and whatever the test adds. */
export function page({ head = '', above = '', body = '', below = '', h1 = HEADLINE }: Parts = {}): string {
  return `<!doctype html><html lang="en"><head><title>${HEADLINE} | Coast Courier</title>${head}</head><body>
    <header><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav></header>
    <main><article><h1>${h1}</h1>${above}${PARAGRAPHS.map((text) => `<p>${text}</p>`).join('')}${body}</article>${below}</main>
    <footer><p>All rights reserved by the Coast Courier company.</p></footer></body></html>`
}

/** A block of JSON-LD. */
export function linkedData(value: unknown): string {
  return `<script type="application/ld+json">${typeof value === 'string' ? value : JSON.stringify(value)}</script>`
}
