import { describe, expect, it } from 'vitest'
import { findAttribution } from '../../src/intake/attribution.ts'
import { findCredit } from '../../src/intake/byline.ts'
import { findOrganisations } from '../../src/intake/organisations.ts'
import { read } from '../../src/intake/reading.ts'

function chainOf(...body: string[]) {
  const organisations = findOrganisations(read('A headline', body))
  return findAttribution(body, organisations, findCredit(body).outlets).map(({ outlets, form }) => `${outlets.join(' + ')}: ${form ?? '-'}`)
}

describe('findAttribution', () => {
  it.each([
    ['a dateline', ['KYIV (Reuters) — The port opened.'], ['Reuters: report']],
    ['a dateline with a day', ['WASHINGTON, Jan. 5 (AP) - The port opened.'], ['Associated Press: report']],
    ['according to', ['The port opened, according to Ukrinform.'], ['Ukrinform: report']],
    ['citing', ['The port opened, The Guardian reported, citing Bloomberg.'], ['The Guardian: report', 'Bloomberg: report']],
    ['told', ['The port will open, the mayor told the BBC.'], ['BBC: interview']],
    [
      'an interview',
      ['In an interview with Der Spiegel, the mayor spoke of the port.', 'According to Suspilne, it will open.'],
      ['Suspilne: report', 'Der Spiegel: interview'],
    ],
    ['a credit line', ['By Ann Lee | Associated Press', 'The port opened.'], ['Associated Press: report']],
    ['a source line', ['The port opened.', 'Source: Interfax-Ukraine'], ['Interfax-Ukraine: report']],
    ['a statement', ['The Ministry of Ports said in a statement that the port opened.'], ['Ministry of Ports: statement']],
    ['a person', ['The port opened, according to Ann Lee.'], []],
    ['nothing', ['The port opened on Monday.'], []],
    ['a passing mention far down', ['One.', 'Two.', 'Three.', 'Four.', 'He once told CNN so.', 'Six.', 'Seven.'], []],
  ])('reads %s', (_, body, chain) => expect(chainOf(...body)).toEqual(chain))
})

describe('findCredit', () => {
  it.each([
    ['By Ann Lee', ['Ann Lee'], []],
    ['By Ann Lee and Bo van Dam, Reuters', ['Ann Lee', 'Bo van Dam'], ['Reuters']],
    ['By Monday the port was open again.', [], []],
    ['By Ann Lee the port is not loved at all these days.', [], []],
  ])('reads %s', (text, names, outlets) => expect(findCredit([text, 'The port opened.'])).toEqual({ names, outlets }))
})
