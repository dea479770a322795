import { z } from 'zod'
import type { AttributionStep } from '../core/article.ts'
import type { SubscriberState } from '../core/subscriber.ts'
import { english } from './languages/en.ts'

/** The fixed words of a briefing. A language is one file under `languages`, listed here. */

const label = (usage: string) => z.string().describe(usage)

/** The fixed words that templates use as they stand. */
export const Labels = z
  .strictObject({
    site: label('the name of the site'),
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

/** One language: its labels, and the phrases that depend on what they tell of. */
export interface Wording {
  readonly language: string
  readonly labels: Labels
  readonly unnamedSpeaker: string
  readonly originNotStated: string
  /** The words around the outlets of one step of a chain, the first being 0. */
  readonly step: (form: AttributionStep['form'], position: number) => { readonly before: string; readonly after: string }
  readonly byline: (names: string) => string
  readonly origins: (origins: {
    readonly reports: number
    readonly outlets: number
    readonly names: string
    readonly unknown: number
  }) => string
  readonly edition: (number: number) => string
  readonly articles: (count: number) => string
  readonly change: Readonly<Record<'new' | 'updated' | 'carried over', string>>
  /** Of an edition as a whole. */
  readonly withdrawn: (at: string, reason: string) => string
  /** Of articles within a snapshot. */
  readonly withdrawnArticles: (count: number) => string
  readonly expires: (at: string) => string
  readonly empty: (since: string | null) => string
  readonly letter: {
    readonly subject: (kind: 'edition' | 'correction' | 'test', title: string, day: string) => string
    readonly test: string
    readonly corrected: (edition: number) => string
    readonly subscribed: (title: string) => string
  }
  readonly subscription: SubscriptionWording
  readonly formats: { readonly md: string; readonly txt: string; readonly json: string; readonly eml: string }
}

/** What a page about subscriptions says, and the button on it. */
interface PageWording {
  readonly heading: string
  readonly lead: string
  readonly button?: string
}

/** The pages and mails by which readers begin, see and end their subscriptions. */
export interface SubscriptionWording {
  readonly pages: {
    /** The form that asks for a briefing by mail; what it answers to any address. */
    readonly subscribe: Required<PageWording>
    readonly asked: PageWording
    /** What the link in a confirmation leads to, and what its button answers. */
    readonly confirm: Required<PageWording>
    readonly confirmed: PageWording
    readonly unsubscribe: Required<PageWording>
    readonly unsubscribed: PageWording
    /** The form that asks for the link to one's own subscriptions; what it answers to any address. */
    readonly find: Required<PageWording>
    readonly found: PageWording
    readonly own: Required<PageWording>
    readonly invalid: PageWording
    readonly busy: PageWording
  }
  readonly email: string
  /** Before the title of a page that has an error in it. */
  readonly error: string
  readonly wrongAddress: (detail: string) => string
  /** For eyes that do not see it: the field that only robots fill in. */
  readonly trap: string
  readonly seeAll: { readonly note: string; readonly button: string }
  readonly back: string
  readonly states: Readonly<Record<SubscriberState, string>>
  readonly confirmation: {
    readonly subject: (title: string) => string
    readonly asked: (site: string) => string
    readonly button: string
    readonly otherwise: string
    readonly until: (at: string) => string
  }
  readonly link: { readonly subject: string; readonly asked: (site: string) => string; readonly button: string; readonly otherwise: string }
}

const wordings: Readonly<Record<string, Wording>> = { en: english }

/** The words of a language; English where it has none of its own yet. */
export function wordingFor(language: string): Wording {
  const [base = 'en'] = language.split('-')
  return (Object.hasOwn(wordings, base) ? wordings[base] : undefined) ?? english
}
