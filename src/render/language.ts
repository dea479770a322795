import type { AttributionStep } from '../core/article.ts'
import type { AddressFault } from '../core/email-address.ts'
import type { SubscriberState } from '../core/subscriber.ts'
import type { Labels } from './wording.ts'

/** What the file of a language holds: words alone. `{name}` is where something is put in; a name in braces is never inflected. */

/** A phrase in the plural forms of its language (CLDR categories); `{n}` is the number. */
export type Forms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string }

type Form = NonNullable<AttributionStep['form']>

/** What a page about subscriptions says, and the button on it. */
interface PageWords {
  readonly heading: string
  readonly lead: string
  readonly button?: string
}

/** What a page says that shows nothing else: why nothing is there. */
export interface NoticeWords {
  readonly title: string
  readonly detail: string
}

export interface Language {
  /** BCP 47, without a region: the name of the file. */
  readonly tag: string
  readonly labels: Labels
  readonly unnamedSpeaker: string
  readonly originNotStated: string
  readonly chain: {
    /** After the nearest outlet: what it published, where that is no report. */
    readonly nearest: string
    readonly kinds: Readonly<Record<Exclude<Form, 'report'>, string>>
    /** Before the outlets that it cites, and before those that they cite; `{form}` is one of the forms, which hold the outlets. */
    readonly citing: string
    readonly inTurnCiting: string
    readonly forms: Readonly<Record<Form | 'unstated', string>>
  }
  readonly byline: string
  readonly origins: {
    readonly reports: Forms
    readonly outlets: Forms
    readonly unknown: Forms
    readonly allKnown: string
    readonly partlyKnown: string
    readonly noneKnown: string
  }
  /** Of copies of one text: `{names}` is a list of sites, the last of which may be how many others there are. */
  readonly carriedBy: string
  readonly otherCopies: Forms
  readonly edition: string
  readonly articles: Forms
  /** What a message leaves out, and its page shows. */
  readonly moreOnline: { readonly articles: Forms; readonly points: Forms; readonly statements: Forms }
  readonly change: Readonly<Record<'new' | 'updated' | 'carried over', string>>
  /** Of an edition as a whole; within a list that shows the time by itself. */
  readonly withdrawn: string
  readonly withdrawnListed: string
  /** Of articles within a snapshot. */
  readonly withdrawnArticles: Forms
  readonly expires: string
  readonly empty: string
  readonly emptySince: string
  readonly letter: {
    readonly subjects: Readonly<Record<'edition' | 'correction' | 'test', string>>
    readonly test: string
    readonly corrected: string
    readonly subscribed: string
  }
  readonly subscription: SubscriptionWords
  readonly formats: { readonly md: string; readonly txt: string; readonly json: string; readonly eml: string }
  readonly home: { readonly heading: string; readonly lead: string; readonly none: string }
  /** By HTTP status; `other` for the rest. */
  readonly notices: Readonly<Record<404 | 413 | 503 | 'other', NoticeWords>>
}

/** The pages and mails by which readers begin, see and end their subscriptions. */
export interface SubscriptionWords {
  readonly pages: {
    /** The form that asks for a briefing by mail; what it answers to any address. */
    readonly subscribe: Required<PageWords>
    readonly asked: PageWords
    /** What the link in a confirmation leads to, and what its button answers. */
    readonly confirm: Required<PageWords>
    readonly confirmed: PageWords
    readonly unsubscribe: Required<PageWords>
    readonly unsubscribed: PageWords
    /** The form that asks for the link to one's own subscriptions; what it answers to any address. */
    readonly find: Required<PageWords>
    readonly found: PageWords
    readonly own: Required<PageWords>
    readonly invalid: PageWords
    readonly busy: PageWords
  }
  readonly email: string
  /** Before the title of a page that has an error in it. */
  readonly error: string
  readonly wrongAddress: Readonly<Record<AddressFault, string>>
  /** For eyes that do not see it: the field that only robots fill in. */
  readonly trap: string
  readonly seeAll: { readonly note: string; readonly button: string }
  readonly back: string
  readonly states: Readonly<Record<SubscriberState, string>>
  readonly confirmation: {
    readonly subject: string
    readonly asked: string
    readonly button: string
    readonly otherwise: string
    readonly until: string
  }
  readonly link: { readonly subject: string; readonly asked: string; readonly button: string; readonly otherwise: string }
}
