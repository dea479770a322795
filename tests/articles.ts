/** Articles for tests, complete, so that nothing about them depends on what intake derives. */

let count = 0

/** An article unlike any other, with what the test needs to differ. */
export function article(fields: object = {}): Record<string, unknown> {
  count += 1
  return {
    headline: `Harbour town number ${count} opens its tidal power plant`,
    dek: null,
    language: 'en',
    url: null,
    byline: ['Ines Falk'],
    publishedAt: '2026-03-01T08:00:00Z',
    attribution: [
      { outlets: ['Coast Courier'], url: null, form: 'report' },
      { outlets: ['Reuters'], url: null, form: 'interview' },
    ],
    topics: ['energy'],
    story: null,
    points: [{ text: `Plant number ${count} feeds 4,000 homes.` }],
    quotes: [{ text: 'We waited nine years for this morning', speaker: 'Marta Oduya', kind: 'direct' }],
    people: [{ name: 'Marta Oduya', role: 'mayor' }],
    organisations: ['Reuters'],
    places: ['Norway'],
    body: [`Plant number ${count} feeds 4,000 homes.`, '“We waited nine years for this morning,” said Marta Oduya, the mayor.'],
    ...fields,
  }
}
