import suggestSource from '../../../templates/desk/partials/suggest.html.mustache'
import page from '../../../templates/desk/source.html.mustache'
import { durationMilliseconds } from '../../core/briefing.ts'
import { sourceFieldOf, type SourceForm } from '../../core/source-form.ts'
import type { Clash } from '../../core/source-form-merge.ts'
import type { PollEntry, SourceEntry } from '../../core/source.ts'
import type { Flaw } from '../../core/result.ts'
import { check, choice, field, problemView } from './field.ts'
import type { Frame } from './frame.ts'
import { healthView, isDue, pollView, pollWords } from './source-health.ts'
import { deskTemplate } from './template.ts'

export { titleOf } from './source-health.ts'

const render = deskTemplate(page, { suggest: suggestSource })

export interface SourceMatter {
  readonly form: SourceForm
  /** The form as it was when its editor opened it. */
  readonly seen: SourceForm
  readonly problem: { readonly detail: string; readonly flaws: readonly Flaw[] } | null
  /** What others changed meanwhile that was changed here, too. */
  readonly clashes: readonly Clash[]
}

export interface SourcePage extends SourceMatter {
  readonly topics: readonly string[]
  /** Null while it is new. */
  readonly stored: { readonly source: SourceEntry; readonly polls: readonly PollEntry[]; readonly now: string } | null
}

/** The page of one source: how it fares, what its editor sets, and its last polls. */
export function renderSource(frame: Frame, { form, seen, problem, clashes, topics, stored }: SourcePage): string {
  const wrong = (name: string) => problem?.flaws.find(({ pointer }) => sourceFieldOf(pointer) === name)?.detail ?? null
  return render({
    ...frame,
    action: stored ? `/desk/sources/${stored.source.id}` : '/desk/sources/new',
    save: stored ? 'Save' : 'Add it',
    problem: problem && problemView(problem.detail, problem.flaws, sourceFieldOf),
    clashes: clashes.map(({ label, theirs, mine }) => ({ clashLabel: label, theirs: theirs || '–', mine: mine || '–' })),
    seen: JSON.stringify(seen),
    guard: JSON.stringify(form) === JSON.stringify(seen) ? '' : 'unsaved',
    stored: stored && storedView(stored),
    topicList: topics,
    ...fieldsOf(form, wrong),
  })
}

function fieldsOf(form: SourceForm, wrong: (name: string) => string | null) {
  return {
    urlField: field('url', 'Address of the feed', form.url, {
      type: 'url',
      required: true,
      dir: 'ltr',
      hint: 'RSS, Atom or JSON Feed.',
      error: wrong('url'),
    }),
    titleField: field('title', 'Title', form.title, {
      hint: 'What it is called here. Empty: what the feed calls itself.',
      error: wrong('title'),
    }),
    outletField: field('outlet', 'Outlet', form.outlet, {
      hint: 'Who publishes it, whatever the feed calls itself.',
      error: wrong('outlet'),
    }),
    topicsField: {
      ...field('topics', 'Topics', form.topics, {
        hint: 'Every article of it gets these. Parted by commas.',
        dir: 'ltr',
        error: wrong('topics'),
      }),
      list: 'topics-known',
      several: true,
    },
    intervalChoice: choice('interval', 'Looked at', intervals(form.interval), form.interval, { error: wrong('interval') }),
    pagesCheck: check('fetch-pages', 'Fetch the pages of new items', form.fetchPages, {
      hint: 'For a feed that has no full text. Twenty pages in a poll; the others come with the next ones.',
      error: wrong('fetch-pages'),
    }),
    ruleRows: ruleRows(form, wrong),
    rulesError: wrong('rules'),
  }
}

function ruleRows({ rules }: SourceForm, wrong: (name: string) => string | null) {
  // There is always one more to fill in, as long as there may be.
  const rows = rules.length < 100 ? [...rules, { topic: '', words: '', categories: '' }] : rules
  return rows.map(({ topic, words, categories }, index) => ({
    index,
    place: index + 1,
    given: index < rules.length,
    ruleTopic: topic,
    ruleWords: words,
    ruleCategories: categories,
    topicError: wrong(`rule-topic-${index}`),
    wordsError: wrong(`rule-words-${index}`),
    categoriesError: wrong(`rule-categories-${index}`),
  }))
}

const INTERVALS = [
  ['PT5M', 'every 5 minutes'],
  ['PT15M', 'every 15 minutes'],
  ['PT30M', 'every half hour'],
  ['PT1H', 'every hour'],
  ['PT3H', 'every 3 hours'],
  ['PT6H', 'every 6 hours'],
  ['PT12H', 'every 12 hours'],
  ['P1D', 'every day'],
  ['P7D', 'every week'],
] as const

/** With the one that is set, if it is another: where it is as long as one of them, in that one's place. */
function intervals(set: string): readonly (readonly [value: string, text: string])[] {
  if (INTERVALS.some(([value]) => value === set)) return INTERVALS
  const length = durationMilliseconds(set)
  const alike = INTERVALS.findIndex(([value]) => durationMilliseconds(value) === length)
  if (alike === -1) return [...INTERVALS, [set, `every ${Math.round(length / 60_000)} minutes`]]
  return INTERVALS.map((known, index) => (index === alike ? [set, known[1]] : known))
}

function storedView({ source, polls, now }: NonNullable<SourcePage['stored']>) {
  const last = polls[0]
  const due = isDue(source, now)
  return {
    base: `/desk/sources/${source.id}`,
    feedAddress: source.url,
    ...healthView(source, now),
    watching: due,
    lastWords: last === undefined ? null : pollWords(last),
    polls: polls.map(pollView),
  }
}
