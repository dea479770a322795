import * as z from 'zod'
import { Labels } from './wording.ts'

/**
 * What every template sees. It is total: mustache.js shows the parent's value for a key that is missing within a section, so each
 * key is always there, as null, false or an empty list when there is nothing to show. Every string is clean, none is escaped.
 */

const text = (description: string) => z.string().describe(description)
const optionalText = (description: string) => z.string().nullable().describe(`${description}; null when there is none`)

export const MomentView = z.strictObject({
  iso: text('for machines, such as "2026-01-31T10:00:00Z"'),
  text: text("in the briefing's language and time zone"),
})

export const LinkView = z.strictObject({
  url: text('an http or https address'),
  number: z.int().describe('its number in the list of links'),
  host: text('the site it leads to, such as "reuters.com"'),
})

export const PieceView = z.strictObject({
  text: text('a part of the sentence, with the spaces that belong to it'),
  name: z.boolean().describe('true: the name of one or several outlets'),
  link: LinkView.nullable().describe('where the part leads; null for plain words'),
})

export const PointView = z.strictObject({
  text: text('the point'),
  verbatim: z.boolean().describe("false: in the editor's own words, which every format has to say"),
})

export const StatementView = z.strictObject({
  text: text("what was said, in the quote marks of the article's language where it is direct"),
  direct: z.boolean().describe('true: a quotation; false: a reported statement, shown without quote marks'),
})

export const PersonView = z.strictObject({ name: text('the name'), role: optionalText('what the person is') })

export const SpeakerView = z.strictObject({
  name: text('who spoke, or that the article does not say'),
  role: optionalText('what the speaker is'),
  statements: z.array(StatementView).describe('all that this speaker said, in the order of the article'),
})

export const CorrectionView = z.strictObject({ at: MomentView.describe('when it was made'), note: text('what was wrong and is now right') })

export const OtherLanguageView = z.strictObject({ tag: text('the BCP 47 tag'), dir: z.enum(['ltr', 'rtl']).describe('its direction') })

export const ArticleView = z.strictObject({
  id: text('its slug, unique on the page'),
  position: z.int().describe('its place in the whole briefing, from 1'),
  headline: text('the headline'),
  dek: optionalText('the line below the headline'),
  byline: optionalText('who wrote it, as a phrase such as "By A and B"'),
  published: MomentView.nullable().describe('when it was published; null when not known'),
  otherLanguage: OtherLanguageView.nullable().describe("the article's language where it is not the briefing's; otherwise null"),
  comma: text("a comma of the article's language, and the space after it"),
  change: optionalText('whether it is new, updated or carried over since the editions before; for editions only'),
  corrections: z.array(CorrectionView).describe('what has been corrected, oldest first'),
  correctedSince: z.array(CorrectionView).describe('what was corrected after the text was frozen, which stays as it was; oldest first'),
  note: optionalText("the editor's note for this briefing"),
  points: z.array(PointView).describe('the key points'),
  speakers: z.array(SpeakerView).describe('who said what, in order of first appearance'),
  people: z.array(PersonView).describe('everyone named'),
  alsoNamed: z.array(PersonView).describe('those of the people who are not among the speakers'),
  chain: z.array(PieceView).describe('who had it from whom: the parts of one sentence'),
  source: LinkView.nullable().describe('the article at its source; null when not known'),
  copies: z.array(PieceView).describe('which sites carry a copy of its text: the parts of one phrase; empty where there is none'),
  correctedCopies: z
    .array(CorrectionView.extend({ name: text('the site whose copy it is') }))
    .describe('what was corrected in such copies after the text was frozen'),
  page: LinkView.describe('the page of this article alone'),
})

export const StoryView = z.strictObject({
  several: z.boolean().describe('true: more than one article on one event'),
  origins: optionalText('how many independent origins the articles have, as a phrase; only for several articles or copies of one'),
  articles: z.array(ArticleView).describe('empty only where all were withdrawn'),
  withdrawn: optionalText('that articles which stood here were withdrawn, as a sentence'),
})

export const SectionView = z.strictObject({
  heading: optionalText('the section title'),
  stories: z.array(StoryView).describe('at least one'),
})

export const AlternateView = z.strictObject({
  format: text('the name of the format'),
  mediaType: text('its media type'),
  address: text('where it is'),
})

export const PlaceView = z.strictObject({ address: text('where it is') })

export const EditionView = z.strictObject({
  name: text('such as "Edition 3"'),
  digest: text('SHA-256, hex, of what it says'),
  previous: PlaceView.nullable().describe('the edition before; null for the first'),
  next: PlaceView.nullable().describe('the edition after; null for the last'),
  archive: PlaceView.describe('the list of editions'),
  live: PlaceView.describe('the briefing as it is now'),
})

export const CardView = z.strictObject({
  address: text('where it is'),
  alt: text('what it says'),
  width: z.int().describe('in pixels'),
  height: z.int().describe('in pixels'),
})

export const BrandView = z.strictObject({
  name: optionalText('its name'),
  logo: z
    .strictObject({
      address: text('where it is'),
      width: z.int().describe('in pixels, as it is shown'),
      height: z.int().describe('in pixels'),
    })
    .nullable()
    .describe('its picture; only beside its name'),
  colours: z
    .strictObject({
      signal: text('the one strong colour on light paper; its own, or the built-in one'),
      wash: text('the ground of corrections and notices, a breath of it'),
    })
    .describe('the only fields that may stand within a style attribute, each by its whole name, such as brand.colours.signal'),
  footer: optionalText('the last words of every page and mail'),
  postalAddress: optionalText('where its publisher can be reached by post'),
  pageStyle: text('its colours as CSS for a page; empty where it has none. The partial brandStyle writes it at the end of a style element'),
  mailStyle: text('the same for a mail'),
})

export const LetterView = z.strictObject({
  notice: optionalText('that it is a test, or a correction of an edition, as a sentence'),
  subscribed: text('why the reader has it, as a sentence'),
  unsubscribe: PlaceView.nullable().describe('where the reader ends the subscription; null in a test'),
})

export const View = z.strictObject({
  language: text("the briefing's BCP 47 tag"),
  direction: z.enum(['ltr', 'rtl']).describe("the direction of the briefing's language"),
  wordingLanguage: OtherLanguageView.nullable().describe(
    "the language of labels and phrases where it is not the briefing's; otherwise null",
  ),
  listed: z.boolean().describe('false: search engines are asked to leave it out'),
  single: z.boolean().describe('true: the page of one article, whose headline is the title'),
  labels: Labels,
  site: text("the name at the top: the brand's, or else Wirebrief's"),
  brand: BrandView.describe('whose the briefing is; always there, with its parts null where it has none'),
  title: text('the title'),
  description: optionalText('what the briefing is about'),
  introduction: optionalText("the editor's introduction"),
  summary: text('one or two sentences for previews'),
  day: MomentView.describe('the day of the briefing'),
  updated: MomentView.describe('when what it shows last changed'),
  online: LinkView.describe('the page itself'),
  home: z.strictObject({ address: text('where it is') }).describe('the list of briefings'),
  alternates: z.array(AlternateView).describe('the same in other formats'),
  edition: EditionView.nullable().describe('null for what is not an edition'),
  card: CardView.nullable().describe('the preview picture; null until it is drawn, and for what is not frozen'),
  expires: optionalText('for a share: until when the link works, as a sentence'),
  withdrawn: optionalText('for an edition that was withdrawn: when and why, as a sentence'),
  feeds: z.array(AlternateView).describe("the feeds of the briefing's editions; none for an article or a share"),
  subscribe: PlaceView.nullable().describe('where a reader asks for the briefing by mail; null for an article or a share'),
  empty: optionalText('for a briefing without articles: that it is empty, and since when'),
  sections: z.array(SectionView).describe('empty only where the briefing is'),
  links: z.array(LinkView).describe('every address that the briefing links to, each once, by number'),
  letter: LetterView.nullable().describe('what belongs to a mail to a subscriber; null for a page and a draft'),
  structuredData: text('schema.org JSON-LD, safe within a script element'),
})

export type View = z.infer<typeof View>
export type BrandView = z.infer<typeof BrandView>
export type MomentView = z.infer<typeof MomentView>
export type LinkView = z.infer<typeof LinkView>
export type PieceView = z.infer<typeof PieceView>
export type PointView = z.infer<typeof PointView>
export type SpeakerView = z.infer<typeof SpeakerView>
export type ArticleView = z.infer<typeof ArticleView>
export type StoryView = z.infer<typeof StoryView>
export type SectionView = z.infer<typeof SectionView>
