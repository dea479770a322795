import { expect } from '../clone-check/steps.mjs'

/** What a message is on the wire: RFC 5322 and 2045, without SMTPUTF8 or 8BITMIME. */

const LONGEST_LINE = 998
const LARGEST = 100_000

export function expectPlainLines(raw) {
  const [lone] = /(?<!\r)\n|\r(?!\n)/.exec(raw) ?? []
  expect(lone === undefined, 'there is a line that does not end in CR LF')
  const [odd] = /[^\t\r\n -~]/.exec(raw) ?? []
  expect(odd === undefined, `there is a character beyond printable ASCII: U+${odd?.codePointAt(0).toString(16).padStart(4, '0')}`)
  const longest = Math.max(...raw.split('\r\n').map((line) => line.length))
  expect(longest <= LONGEST_LINE, `there is a line of ${longest} characters`)
}

export function expectSmall(raw) {
  expect(Buffer.byteLength(raw) < LARGEST, `it has ${Buffer.byteLength(raw)} bytes`)
}

/** One part of plain text and one of HTML, the better last, both readable on any path. */
export function expectTwoParts(raw) {
  const encodings = [...raw.matchAll(/^Content-Transfer-Encoding: *(\S+)/gim)].map(([, encoding]) => encoding.toLowerCase())
  expect(
    encodings.length > 0 && encodings.every((one) => one === '7bit' || one === 'quoted-printable'),
    `parts are encoded as: ${encodings.join(', ')}`,
  )
  const types = [...raw.matchAll(/^Content-Type: *([^;\s]+)/gim)].map(([, type]) => type.toLowerCase())
  expect(types.join() === 'multipart/alternative,text/plain,text/html', `the parts are ${types.join(', ')}`)
  const long = raw
    .slice(raw.indexOf('\r\n\r\n'))
    .split('\r\n')
    .find((line) => line.length > 76 && !line.startsWith('--'))
  expect(long === undefined, `a quoted-printable line is longer than 76 characters: ${long}`)
}
