import { expect } from './steps.mjs'

/** The body at an address that must answer 200 with a media type. */
export async function fetchFormat(link, type) {
  const response = await fetch(link)
  const given = response.headers.get('Content-Type') ?? 'none'
  expect(response.status === 200, `${link} answers ${response.status}`)
  expect(given.split(';')[0] === type, `its Content-Type is ${given}`)
  return response.text()
}

/** The first headline of a composed briefing. */
export function headlineIn(json) {
  const headline = JSON.parse(json).sections[0]?.stories[0]?.articles[0]?.headline
  expect(headline, 'there is no article in it')
  return headline
}

/** A text's words alone, whatever wraps, escapes or marks them up (quoted-printable's soft line breaks, too). */
export function words(text) {
  return text
    .replace(/=\r?\n/g, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()
}
