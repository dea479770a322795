import { caniemail } from 'caniemail'
import { expect } from '../clone-check/steps.mjs'

const CLIENTS = ['gmail.*', 'outlook.windows', 'apple-mail.*']

/** What some of them do not know, and what a reader sees then. */
const ALLOWED = {
  'color-scheme meta tag': 'the mail stays light, or is darkened by the program’s own rules',
  'color-scheme CSS property': 'the same',
  '@media': 'the mail stays light, and as wide as its lines wrap: it has no other layout to switch to',
  '<style> element': 'the same: all else is inline',
  '<bdi> element': 'its text is shown; a name of the other writing direction may take the punctuation beside it along',
  'display:none': 'Gmail’s page for phones of the past shows the line that others show in the list of mails',
}

/** No feature in the HTML that a client ignores, save those above. */
export function expectSupported(html) {
  const { issues } = caniemail({ clients: CLIENTS, html })
  const unsupported = new Map()
  for (const [client, found] of issues.errors)
    for (const { title } of found) unsupported.set(title, (unsupported.get(title) ?? new Set()).add(client))
  const surprises = [...unsupported].filter(([title]) => !(title in ALLOWED))
  expect(surprises.length === 0, surprises.map(([title, clients]) => `${title} in ${[...clients].join(' and ')}`).join('; '))
  const idle = Object.keys(ALLOWED).filter((title) => !unsupported.has(title))
  expect(idle.length === 0, `the list of exceptions names what is not used: ${idle.join(', ')}`)
}
