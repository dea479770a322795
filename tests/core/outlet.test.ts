import { describe, expect, it } from 'vitest'
import { isKnownOutlet, outletKey, outletName } from '../../src/core/outlet.ts'

describe('outletKey', () => {
  it.each([
    ['AP', 'Associated Press', 'The Associated Press', 'A.P.', 'the associated press'],
    ['AFP', 'Agence France-Presse', 'Agence France Presse', 'AFP news agency'],
    ['Reuters', 'Thomson Reuters', 'Reuters news agency', 'reuters.com', 'REUTERS', 'https://www.reuters.com'],
    ['dpa', 'DPA', 'Deutsche Presse-Agentur'],
    ['BBC', 'BBC News', 'the BBC'],
    ['NYT', 'The New York Times', 'New York Times', 'nytimes.com'],
    ['RBC-Ukraine', 'RBC Ukraine', 'РБК-Україна'],
    ['Ukrainska Pravda', 'Ukrayinska Pravda', 'Українська правда'],
    ['Interfax-Ukraine', 'Interfax-Ukraine News Agency'],
    ['El País', 'El Pais'],
    ['Harbour Gazette', 'The Harbour Gazette', 'harbour gazette', 'Harbour Gazette news agency'],
  ])('is one for %s and its other names', (first, ...others) => {
    expect(others.map(outletKey)).toEqual(others.map(() => outletKey(first)))
  })

  it.each([
    ['Interfax', 'Interfax-Ukraine'],
    ['Diario ABC', 'ABC News'],
    ['Kyiv Post', 'Kyiv Independent'],
    ['The Times', 'The New York Times'],
  ])('tells %s from %s', (one, other) => expect(outletKey(one)).not.toBe(outletKey(other)))

  it('has a key for whatever is sent', () => {
    for (const name of ['', '…', 'The', 'news agency', '新华社', 'Ω']) expect(outletKey(name)).toBe(outletKey(name))
    expect(outletKey('新华社')).not.toBe('')
  })
})

describe('outletName', () => {
  it.each([
    ['the associated press', 'Associated Press'],
    ['NYT', 'The New York Times'],
    ['rbc ukraine', 'RBC-Ukraine'],
    ['Harbour Gazette', 'Harbour Gazette'],
  ])('shows %s as %s', (name, shown) => expect(outletName(name)).toBe(shown))
})

describe('isKnownOutlet', () => {
  it('knows aliases, and does not know all', () =>
    expect(['dpa', 'The AP', 'Harbour Gazette'].map(isKnownOutlet)).toEqual([true, true, false]))
})
