import type { RecipeForm } from './recipe-form.ts'

/** Where two forms of one recipe differ: for an editor whose colleague saved first. */
export interface RecipeDifference {
  readonly label: string
  readonly theirs: string
  readonly mine: string
}

/** Every difference, in the order of the form. */
export function differencesOf(theirs: RecipeForm, mine: RecipeForm): RecipeDifference[] {
  return PARTS.map(([label, textOf]) => ({ label, theirs: textOf(theirs).trim(), mine: textOf(mine).trim() })).filter(
    (part) => part.theirs !== part.mine,
  )
}

const PARTS: readonly (readonly [label: string, textOf: (form: RecipeForm) => string])[] = [
  ['Title', ({ title }) => title],
  ['Description', ({ description }) => description],
  ['Introduction', ({ introduction }) => introduction],
  ['Language', ({ language }) => language],
  ['Time zone', ({ timezone }) => timezone],
  ['Who may read it', ({ visibility }) => visibility],
  ['Template', ({ template }) => template],
  ['Topics, any of', ({ topics }) => listed(topics.any)],
  ['Topics, all of', ({ topics }) => listed(topics.all)],
  ['Topics, none of', ({ topics }) => listed(topics.none)],
  ['Outlets', ({ outlets }) => outlets],
  ['How far back', ({ window: { amount, unit } }) => (amount.trim() === '' ? '' : `${amount.trim()} ${unit}`)],
  ['At most', ({ limit }) => limit],
  ['Order', ({ order }) => order],
  ['Only what is new', ({ onlyNew }) => (onlyNew ? 'yes' : 'no')],
  ['Sections', ({ sections }) => sections.map(({ title, topics }) => `${title}: ${listed(topics)}`).join('\n')],
  ['Pinned articles', ({ pinned }) => pinned.join('\n')],
  ['Articles left out', ({ excluded }) => excluded.join('\n')],
  ['Notes', ({ notes }) => noteLines(notes)],
  ['From', ({ from }) => from],
  ['Answers go to', ({ replyTo }) => replyTo],
  ['Name on top', ({ brand }) => brand.name],
  ['Colours', ({ brand }) => [brand.accent, brand.accentDark].filter(Boolean).join(', dark ')],
  ['Logo', ({ brand }) => brand.logo],
  ['Last words', ({ brand }) => brand.footer],
  ['Postal address', ({ brand }) => brand.postalAddress],
  ['When it goes out', ({ schedule }) => clockOf(schedule)],
  ['Dates without it', ({ schedule }) => (schedule.kind === 'never' ? '' : schedule.skipDates)],
  ['Conditions', ({ schedule }) => (schedule.kind === 'never' ? '' : conditionsOf(schedule))],
]

function listed(topics: string): string {
  return topics
    .split(/[\s,;]+/)
    .filter(Boolean)
    .join(', ')
}

function noteLines(notes: RecipeForm['notes']): string {
  return Object.entries(notes)
    .filter(([, text]) => text.trim() !== '')
    .map(([article, text]) => `${article}: ${text}`)
    .toSorted()
    .join('\n')
}

function clockOf({ kind, days, time, cron }: RecipeForm['schedule']): string {
  return kind === 'weekly' ? `${days.join(', ')} at ${time}` : kind === 'cron' ? cron : 'never by itself'
}

function conditionsOf({ minimumArticles, skipIfEmpty, approval }: RecipeForm['schedule']): string {
  return `at least ${minimumArticles} articles${skipIfEmpty ? ', not when empty' : ''}${approval ? ', after approval' : ''}`
}
