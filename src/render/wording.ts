import * as z from 'zod'
import type { AttributionStep } from '../core/article.ts'
import type { AddressFault } from '../core/email-address.ts'
import type { Language } from './language.ts'
import { languages } from './languages.ts'
import { english } from './languages/en.ts'
import { phrasesOf } from './phrases.ts'

/** The fixed words of a briefing, in its language. */

const label = (usage: string) => z.string().describe(usage)

/** The fixed words that templates use as they stand. */
export const Labels = z
  .strictObject({
    site: label('the name of the site'),
    comma: label('a comma and the space after it'),
    skip: label('the link for keyboards that leads past the head of the page'),
    articles: label('names the list of articles'),
    more: label('the title over what fits none of the sections'),
    keyPoints: label('names the list of points'),
    ownWords: label("marks a point that is in the editor's own words"),
    whoSaidWhat: label('the title over the statements'),
    alsoNamed: label('leads in the people who are named but not quoted'),
    correction: label('leads in a correction'),
    editorsNote: label("leads in the editor's note"),
    source: label('leads in the chain of attribution'),
    original: label('the link to the article at its source'),
    permalink: label('the link to the page of one article'),
    updated: label('leads in when the page last changed'),
    formats: label('leads in the links to other formats'),
    links: label('the title over the numbered links'),
    online: label('leads in the address of the page'),
    archive: label('the list of editions'),
    live: label('the link to the briefing as it is now'),
    noEditions: label('says that there is no edition yet'),
    newer: label('the link to newer editions'),
    older: label('the link to older editions'),
    previousEdition: label('the link to the edition before'),
    nextEdition: label('the link to the edition after'),
    digest: label('leads in the digest of an edition'),
    correctedSince: label('leads in a correction made after the text below was frozen'),
    byMail: label('the link to where a reader asks for the briefing by mail'),
    unsubscribe: label('the link, or the button, that ends a subscription'),
    shortened: label('says in a mail that it is shortened, before the link to the whole'),
  })
  .describe("fixed words in the briefing's language")

export type Labels = z.infer<typeof Labels>

/** The words of one language: those that stand as they are, and the phrases that depend on what they tell of. */
export type Wording = ReturnType<typeof wordingOf>

const wordings = new Map<string, Wording>()
// Tags come from stored records, so there are few; the bound is for a flood of made-up ones.
const MOST_WORDINGS = 500

/** The words of a language, with numbers as its region writes them; English where the language has no file yet. */
export function wordingFor(tag: string): Wording {
  const known = wordings.get(tag)
  if (known) return known
  if (wordings.size >= MOST_WORDINGS) wordings.clear()
  const [base = ''] = tag.split('-')
  const language = Object.hasOwn(languages, base) ? languages[base] : undefined
  const made = language ? wordingOf(language, tag) : wordingOf(english, 'en')
  wordings.set(tag, made)
  return made
}

function wordingOf(words: Language, tag: string) {
  const { fill, count, fillPlainly, number } = phrasesOf(tag)
  const { chain, origins, letter, subscription } = words
  const { confirmation, link } = subscription
  return {
    ...words,
    language: words.tag,
    /** The words around the outlets of one step of a chain, the first being 0. */
    step(form: AttributionStep['form'], position: number): { readonly before: string; readonly after: string } {
      if (position === 0)
        return { before: '', after: form === null || form === 'report' ? '' : fill(chain.nearest, { kind: chain.kinds[form] }) }
      const [before = '', after = ''] = chain.forms[form ?? 'unstated'].split('{outlets}')
      const [lead = '', rest = ''] = (position === 1 ? chain.citing : chain.inTurnCiting).split('{form}')
      return { before: lead + before, after: after + rest }
    },
    byline: (names: string) => fill(words.byline, { names }),
    origins(found: { readonly reports: number; readonly outlets: number; readonly names: string; readonly unknown: number }) {
      const reports = count(origins.reports, found.reports)
      if (found.outlets === 0) return fill(origins.noneKnown, { reports })
      const known = { reports, outlets: count(origins.outlets, found.outlets), names: found.names }
      if (found.unknown === 0) return fill(origins.allKnown, known)
      return fill(origins.partlyKnown, { ...known, unknown: count(origins.unknown, found.unknown) })
    },
    /** The words around the names of the sites that carry a copy. */
    carriedBy: aroundNames(words.carriedBy),
    otherCopies: (n: number) => count(words.otherCopies, n),
    edition: (n: number) => fill(words.edition, { n: number(n) }),
    articles: (n: number) => count(words.articles, n),
    moreOnline: (what: keyof Language['moreOnline'], n: number) => count(words.moreOnline[what], n),
    withdrawn: (at: string, reason: string) => fill(words.withdrawn, { at, reason }),
    withdrawnListed: (reason: string) => fill(words.withdrawnListed, { reason }),
    withdrawnArticles: (n: number) => count(words.withdrawnArticles, n),
    expires: (at: string) => fill(words.expires, { at }),
    empty: (since: string | null) => (since === null ? words.empty : fill(words.emptySince, { since })),
    letter: {
      test: letter.test,
      corrected: (edition: number) => fill(letter.corrected, { n: number(edition) }),
      subscribed: (title: string) => fill(letter.subscribed, { title }),
      subject: (kind: 'edition' | 'correction' | 'test', title: string, day: string) => fillPlainly(letter.subjects[kind], { title, day }),
    },
    subscription: {
      ...subscription,
      wrongAddress: (fault: AddressFault) => subscription.wrongAddress[fault],
      confirmation: {
        ...confirmation,
        subject: (title: string) => fillPlainly(confirmation.subject, { title }),
        asked: (site: string) => fill(confirmation.asked, { site }),
        until: (at: string) => fill(confirmation.until, { at }),
      },
      link: { ...link, asked: (site: string) => fill(link.asked, { site }) },
    },
  }
}

export type SubscriptionWording = Wording['subscription']

function aroundNames(phrase: string): { readonly before: string; readonly after: string } {
  const [before = '', after = ''] = phrase.split('{names}')
  return { before, after }
}
