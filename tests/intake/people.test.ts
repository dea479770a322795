import { describe, expect, it } from 'vitest'
import { findPeople, toPerson } from '../../src/intake/people.ts'
import { read } from '../../src/intake/reading.ts'

const people = (...body: string[]) =>
  findPeople(read('A headline', body))
    .map(toPerson)
    .map(({ name, role }) => (role ? `${name}: ${role}` : name))

describe('findPeople', () => {
  it.each([
    ["Latvia's Second Deputy Minister of Ports, Janis Ozols, spoke.", ['Janis Ozols: Second Deputy Minister of Ports']],
    ['Jane Doe, 56, the deputy minister, resigned.', ['Jane Doe: deputy minister']],
    ['It was opened by mayor Jane Doe on Monday.', ['Jane Doe: mayor']],
    ['Dr Jane Doe, a virologist at Leeds University, said so.', ['Jane Doe: virologist at Leeds University']],
    ['President Maria Silva met Prime Minister Bo Berg.', ['Maria Silva: President', 'Bo Berg: Prime Minister']],
    ['Ann Lee spoke first. Lee left early, and Mrs. Lee did not return.', ['Ann Lee']],
    ['The harbour was built by Ludwig van der Berg in 1920.', ['Ludwig van der Berg']],
    ['Mr. Okoro declined to comment.', ['Okoro']],
    ['John B. Smith and John Smith are one.', ['John Smith']],
  ])('finds those of %s', (text, expected) => expect(people(text)).toEqual(expected))

  it.each([
    'Discussions continued in New York on Monday.',
    'The First Deputy spoke for the European Union.',
    'Harbour Workers Union and Acme Holdings Ltd met at Charlotte Airport.',
    'The Supreme Court ruled on the Fifth Amendment in San Francisco.',
    'On Tuesday Ukrainian Officials flew to Great Britain.',
    'The Ministry of Foreign Affairs and the White House agreed.',
    'The Super PAC Chief spoke for Acme PAC.',
  ])('finds nobody in %s', (text) => expect(people(text)).toEqual([]))
})
