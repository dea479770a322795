import type { Wording } from '../wording.ts'

/** English. */
export const english: Wording = {
  language: 'en',
  labels: {
    site: 'Wirebrief',
    skip: 'Skip to the articles',
    articles: 'Articles',
    more: 'More',
    keyPoints: 'Key points',
    ownWords: "editor's summary",
    whoSaidWhat: 'Who said what',
    alsoNamed: 'People',
    correction: 'Correction',
    editorsNote: "Editor's note",
    source: 'Source',
    original: 'Read the original',
    permalink: 'Link to this article',
    updated: 'Last changed',
    formats: 'Also as',
    links: 'Links',
    online: 'On the web',
    archive: 'Editions',
    live: 'The briefing as it is now',
    noEditions: 'There is no edition yet.',
    newer: 'Newer editions',
    older: 'Older editions',
    previousEdition: 'Previous edition',
    nextEdition: 'Next edition',
    digest: 'Digest',
    correctedSince: 'Corrected since this was frozen',
    shortened: 'This message is shortened. The whole briefing is on the web',
  },
  unnamedSpeaker: 'Speaker not named',
  originNotStated: 'Origin not stated',
  step(form, position) {
    if (position === 0) return { before: '', after: form === null || form === 'report' ? '' : ` (${form})` }
    return { before: `, ${position === 1 ? 'citing' : 'in turn citing'} ${form ? citedForms[form] : ''}`, after: '' }
  },
  byline: (names) => `By ${names}`,
  origins({ reports, outlets, names, unknown }) {
    const counted = `${reports} ${reports === 1 ? 'report' : 'reports'}`
    if (outlets === 0) return `${counted}, origin unknown`
    const known = `${counted}, ${outlets} ${outlets === 1 ? 'origin' : 'origins'}: ${names}`
    return unknown > 0 ? `${known}; ${unknown} of unknown origin` : known
  },
  edition: (number) => `Edition ${number}`,
  articles: (count) => `${count} ${count === 1 ? 'article' : 'articles'}`,
  change: { new: 'New', updated: 'Updated', 'carried over': 'Carried over' },
  withdrawn: (at, reason) => `This edition was withdrawn on ${at}: ${reason}`,
  withdrawnArticles: (count) =>
    count === 1 ? 'An article that stood here was withdrawn.' : `${count} articles that stood here were withdrawn.`,
  expires: (at) => `This link works until ${at}.`,
  empty: (since) =>
    since ? `Nothing to report: this briefing has been empty since ${since}.` : 'Nothing to report: this briefing is empty.',
  formats: { md: 'Markdown', txt: 'plain text', json: 'JSON', eml: 'e-mail draft' },
}

const citedForms = {
  report: 'a report by ',
  interview: 'an interview with ',
  statement: 'a statement by ',
  'press release': 'a press release by ',
  document: 'a document by ',
  broadcast: 'a broadcast by ',
  post: 'a post by ',
}
