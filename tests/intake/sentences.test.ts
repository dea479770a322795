import { describe, expect, it } from 'vitest'
import { sentencesOf } from '../../src/intake/sentences.ts'

const split = (text: string) => sentencesOf(text).map(({ start, end }) => text.slice(start, end))

describe('sentencesOf', () => {
  it.each([
    ['titles', ['Dr. Smith met Gov. Lee.', 'They agreed.']],
    ['initials', ['J. K. Moor and George W. Penn wrote it.', 'It sold.']],
    ['dotted letters', ['U.S. officials left the U.N. Security Council.', 'The U.S.', 'He stayed.']],
    ['quotation marks', ['“We go.”', 'She left.', '"Why now?" he asked.', 'No answer.']],
    ['figures', ['It rose 3.5 percent to 1.2 million.', 'It fell.']],
    ['companies', ['Acme Inc. Vice President Ann Lee left Acme Inc.', 'She joined us.']],
    ['marks in a row', ['Really?!', 'Yes…', 'Then go.']],
    ['Ukrainian', ['Порт відкрили о 9:00.', 'Вул. Садова вільна.']],
    ['Japanese', ['港は開いた。', '船が出た。']],
    ['Arabic', ['هل فتح الميناء؟', 'نعم.']],
  ])('minds %s', (_, sentences) => expect(split(sentences.join(' '))).toEqual(sentences))

  it('has none in nothing', () => expect(split('  ')).toEqual([]))
})
