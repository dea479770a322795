import type { RecipeForm } from '../../core/recipe-form.ts'
import { check, choice, field, type FieldView } from './field.ts'
import { WEEKDAY_NAMES } from './schedule-words.ts'

/** The fields of a recipe. */

/** For the partial `suggest`: a field with a list of what could stand in it. */
interface SuggestView extends FieldView {
  readonly list: string
  /** Whether it takes several, parted by commas. */
  readonly several: boolean
}

/** What is wrong with a field, by its name. */
export type Wrong = (name: string) => string | null

export function aboutFields(form: RecipeForm, isNew: boolean, wrong: Wrong) {
  return {
    titleField: named('title', 'Title', form.title, wrong, { required: true }),
    slugField: isNew
      ? named('slug', 'Name in addresses', form.slug, wrong, {
          hint: 'Lower-case letters, digits and hyphens. It is made from the title where you leave it empty, and stays for good.',
          dir: 'ltr',
        })
      : null,
    descriptionField: named('description', 'Description', form.description, wrong, {
      hint: 'One or two sentences below the title.',
      rows: 2,
    }),
    visibilityField: choice('visibility', 'Who may read it', VISIBILITIES, form.visibility, { error: wrong('visibility') }),
    languageField: suggest('language', 'Language', form.language, wrong, 'languages', {
      hint: 'A language tag, such as en, uk or ar. Headings, dates and direction follow it.',
      dir: 'ltr',
    }),
    timezoneField: suggest('timezone', 'Time zone', form.timezone, wrong, 'timezones', {
      hint: 'Such as Europe/Kyiv. Its days and its schedule are counted in it.',
      dir: 'ltr',
    }),
  }
}

const VISIBILITIES = [
  ['public', 'Everybody: it is listed on the first page'],
  ['unlisted', 'Whoever has its address: it is not listed, and search engines leave it out'],
  ['private', 'Editors only'],
] as const

export function selectFields(form: RecipeForm, wrong: Wrong) {
  const topics = (name: 'any' | 'all' | 'none', label: string, hint: string) =>
    suggest(`topics-${name}`, label, form.topics[name], wrong, 'topics', { hint, dir: 'ltr', several: true })
  return {
    topicFields: [
      topics('any', 'With any of these topics', 'Parted by commas. None means every article.'),
      topics('all', 'With all of these topics', 'Each has to be there.'),
      topics('none', 'Without these topics', 'None of them may be there.'),
    ],
    outletsField: named('outlets', 'Only from these outlets', form.outlets, wrong, {
      hint: 'One a line; none means from every outlet.',
      rows: 2,
    }),
    windowField: named('window', 'No older than', form.window.amount, wrong, {
      type: 'number',
      hint: 'Empty means of any age.',
      dir: 'ltr',
    }),
    windowUnitField: choice('window-unit', 'Counted in', WINDOW_UNITS, form.window.unit),
    limitField: named('limit', 'At most so many articles', form.limit, wrong, { type: 'number', hint: 'From 1 to 50.', dir: 'ltr' }),
    orderField: choice('order', 'In this order', ORDERS, form.order, { error: wrong('order') }),
    onlyNewCheck: check('only-new', 'Only what no earlier edition carried', form.onlyNew),
  }
}

const WINDOW_UNITS = [
  ['days', 'days'],
  ['hours', 'hours'],
  ['minutes', 'minutes'],
] as const

const ORDERS = [
  ['newest', 'The newest first'],
  ['origins', 'The stories with the most independent origins first'],
] as const

export function mailFields(form: RecipeForm, templates: readonly string[], wrong: Wrong) {
  // One that is named and is no more stays to be seen, and is refused.
  const names = [...new Set([...templates, ...(form.template === '' ? [] : [form.template])])]
  return {
    templateField: choice(
      'template',
      'Template',
      [['', 'The built-in one'], ...names.map((name) => [name, name] as const)],
      form.template,
      {
        error: wrong('template'),
      },
    ),
    fromField: named('from', 'Its mail is from', form.from, wrong, {
      hint: 'Such as Energy desk <energy@example.org>. Empty means whom this Wirebrief sends from.',
      dir: 'ltr',
    }),
    replyToField: named('reply-to', 'Answers to it go to', form.replyTo, wrong, { type: 'email', dir: 'ltr' }),
  }
}

export function scheduleFields({ schedule }: RecipeForm, wrong: Wrong) {
  return {
    kinds: KINDS.map(([kind, kindText]) => ({ kind, kindText, chosen: schedule.kind === kind })),
    days: WEEKDAY_NAMES.map((one) => ({ ...one, on: schedule.days.includes(one.day) })),
    time: schedule.time,
    timeError: wrong('time'),
    cronField: named('cron', 'Cron expression', schedule.cron, wrong, {
      hint: 'Minute, hour, day of the month, month, weekday, such as 30 6 1 * * for the first of each month at 06:30.',
      dir: 'ltr',
    }),
    skipDatesField: named('skip-dates', 'Not on these dates', schedule.skipDates, wrong, {
      hint: 'One a line, such as 2026-12-25.',
      rows: 2,
      dir: 'ltr',
    }),
    minimumField: named('minimum', 'Only with at least so many articles', schedule.minimumArticles, wrong, { type: 'number', dir: 'ltr' }),
    skipIfEmptyCheck: check('skip-if-empty', 'Not when it is empty', schedule.skipIfEmpty),
    approvalCheck: check('approval', 'Somebody approves each edition first', schedule.approval, {
      hint: 'Until then only editors see it, and nothing is mailed.',
    }),
  }
}

const KINDS = [
  ['never', 'Never by itself: somebody freezes and sends it'],
  ['weekly', 'On these days'],
  ['cron', 'By a cron expression'],
] as const

export function named(name: string, label: string, value: string, wrong: Wrong, more: Partial<FieldView> = {}): FieldView {
  return field(name, label, value, { error: wrong(name), ...more })
}

function suggest(
  name: string,
  label: string,
  value: string,
  wrong: Wrong,
  list: string,
  { several = false, ...more }: Partial<SuggestView> = {},
): SuggestView {
  return { ...named(name, label, value, wrong, more), list, several }
}
