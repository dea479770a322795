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
    byMail: 'Get this briefing by e-mail',
    unsubscribe: 'Unsubscribe',
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
  letter: {
    subject: (kind, title, day) =>
      ({ edition: `${title}, ${day}`, correction: `Correction: ${title}, ${day}`, test: `[Test] ${title}, ${day}` })[kind],
    test: 'This is a test. Nobody else was sent it.',
    corrected: (edition) => `You were sent edition ${edition}. What stands here has been corrected since; the rest of it stands as it was.`,
    subscribed: (title) => `You get this because you subscribed to “${title}”.`,
  },
  subscription: {
    pages: {
      subscribe: {
        heading: 'Get this briefing by e-mail',
        lead: 'You will be sent a link to confirm that the address is yours. Every mail has a link to unsubscribe.',
        button: 'Subscribe',
      },
      asked: {
        heading: 'Now look into your mail',
        lead: 'If this address is not on the list yet, a mail with a link to confirm is on its way to it. The link works for seven days. If nothing has come in ten minutes, look where your mail keeps junk, or ask again.',
      },
      confirm: {
        heading: 'Confirm your subscription',
        lead: 'You asked to be sent this briefing. Nothing is sent until you confirm it here.',
        button: 'Yes, send it to me',
      },
      confirmed: { heading: 'You are subscribed', lead: 'This briefing will be sent to you. Every mail has a link to unsubscribe.' },
      unsubscribe: {
        heading: 'Do you want to unsubscribe?',
        lead: 'This briefing will not be sent to you any more.',
        button: 'Unsubscribe',
      },
      unsubscribed: { heading: 'You are unsubscribed', lead: 'This briefing is not sent to you any more.' },
      find: {
        heading: 'Your subscriptions',
        lead: 'Give your address, and a link to everything that is sent to it comes by mail.',
        button: 'Send me the link',
      },
      found: {
        heading: 'Now look into your mail',
        lead: 'If this address is on a list here, a link to its subscriptions is on its way to it. The link works for a day. If nothing has come in ten minutes, look where your mail keeps junk, or ask again.',
      },
      own: { heading: 'Your subscriptions', lead: 'What is sent to this address:', button: 'Unsubscribe' },
      invalid: { heading: 'This link is not valid any more', lead: 'It may be too old, or a newer one has taken its place.' },
      busy: { heading: 'Too many at once', lead: 'Many people have asked from where you are. Wait a minute, and try again.' },
    },
    email: 'Your e-mail address',
    error: 'Error',
    wrongAddress: (detail) => `This address ${detail}.`,
    trap: 'Leave this empty',
    seeAll: {
      note: 'Other briefings may still come to you. A link to all of them can be sent to your address.',
      button: 'See all your subscriptions',
    },
    back: 'The briefing as it is now',
    states: {
      pending: 'Waits for your confirmation',
      active: 'Subscribed',
      unsubscribed: 'Unsubscribed',
      suppressed: 'Stopped: nothing is sent to this address',
    },
    confirmation: {
      subject: (title) => `Confirm: ${title} by e-mail`,
      asked: (site) =>
        `Somebody, probably you, asked for this briefing to be sent to this address, on ${site}. Nothing is sent until you confirm it.`,
      button: 'Confirm the subscription',
      otherwise: 'If it was not you, do nothing: without a confirmation no other mail follows.',
      until: (at) => `The link works until ${at}.`,
    },
    link: {
      subject: 'Your subscriptions',
      asked: (site) =>
        `Somebody, probably you, asked on ${site} to see what is sent to this address. With the link below each subscription can be ended; do not pass it on.`,
      button: 'See your subscriptions',
      otherwise: 'If it was not you, do nothing: nothing has changed.',
    },
  },
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
