import type { Brand } from '../../src/core/brand.ts'
import type { Composition } from '../../src/core/composition.ts'
import { fieldsOf, isOptional, root, type NamedField } from '../../src/render/check/place.ts'
import { View } from '../../src/render/view.ts'
import { viewOf } from '../../src/render/view-of.ts'
import { briefing, empty } from '../../tests/fixtures/render/compositions.ts'

/** The fields of the view that templates see, from its schema: what each is, with an example from a briefing of invented news. */

/** The view of one briefing after another, until each field has been there once. */
function examples(): object[] {
  const publicUrl = 'https://brief.example'
  const at = '2026-02-02T07:30:00Z'
  const later = { at, note: 'The ferry carries 60 cars, not 90.' }
  const sections = briefing.sections.map((section) => ({
    ...section,
    stories: section.stories.map((story) => ({
      ...story,
      withdrawn: 1,
      articles: story.articles.map((article) => ({
        ...article,
        change: 'updated' as const,
        correctedSince: [later],
        copies: story.articles.map((copy) => ({ ...copy, correctedSince: [later] })),
        moreCopies: 2,
      })),
    })),
  }))
  const edition = {
    briefing: 'morning',
    number: 3,
    frozenAt: '2026-01-31T08:05:00Z',
    digest: '5f70bf18a086007016e948b04aed3b82103a36bea41755b6cddfaf10ace3c6ef',
    previous: 2,
    next: 4,
    withdrawn: { at, reason: 'It carried a report that was false.' },
    items: [],
  }
  const whole: Composition = {
    ...briefing,
    sections,
    edition,
    share: { id: 'x', expiresAt: '2026-02-07T08:05:00Z' },
    card: '/briefings/morning/editions/3/card.png',
  }
  const unsubscribe = `${publicUrl}/subscriptions/unsubscribe/uT3bq0pXvN5nZ1cRk8sLw2fYhG7dJm4A`
  return [
    viewOf({ ...briefing, edition: { ...edition, withdrawn: null } }, { publicUrl, letter: { kind: 'correction', unsubscribe } }),
    viewOf(whole, { publicUrl }),
    viewOf(empty, { publicUrl }),
    viewOf({ ...briefing, language: 'sw', brand: BRAND }, { publicUrl }),
  ]
}

const BRAND: Brand = {
  name: 'North Coast Desk',
  colours: { accent: '#0b5cad', accentDark: '#7cb8f5' },
  logo: '3f79bb7b435b05321651daefd374cdc6-480x120.png',
  footer: 'Made by the North Coast Desk every weekday.',
  postalAddress: 'North Coast Desk, 4 Harbour Street, Halden',
}

/** The tables of docs/templates.md, and the fields that no example was found for. */
export function templateFields(): { readonly text: string; readonly without: readonly string[] } {
  const without: string[] = []
  const views = examples()
  const tables: string[] = []
  const describe = (holder: NamedField | null, values: readonly unknown[]) => {
    const fields = fieldsOf(holder ?? root(View))
    const rows = fields.map((field) => {
      const found = values.flatMap((value) => valuesOf(value, field.name))
      const [example] = found.filter((value) => isScalar(value)).toSorted((a, b) => lengthOf(a) - lengthOf(b))
      if (example === undefined && isLeaf(field)) without.push(field.path)
      return `| \`${field.name}\` | ${KINDS[field.kind]}${isOptional(field) ? ', or null' : ''} | ${escaped(field.description)} | ${exampleOf(field, example)} |`
    })
    tables.push([...headingOf(holder), '| field | kind | is | example |', '|---|---|---|---|', ...rows, ''].join('\n'))
    for (const field of fields.filter((one) => !isLeaf(one)))
      describe(
        field,
        values.flatMap((value) => valuesOf(value, field.name)),
      )
  }
  describe(null, views)
  return { text: tables.join('\n').trim(), without }
}

const KINDS = { text: 'text', number: 'number', flag: 'true or false', list: 'list', record: 'record' } as const

function headingOf(holder: NamedField | null): string[] {
  if (!holder) return ['### Outside all sections', '']
  const sections = holder.path.split('.')
  return [`### \`${holder.path}\``, '', `Within ${sections.map((name) => `\`{{#${name}}}\``).join(' ')}.`, '']
}

function exampleOf(field: NamedField, value: unknown): string {
  if (!isLeaf(field)) return `[its fields](#${field.path.replaceAll('.', '').toLowerCase()})`
  if (value === undefined) return ''
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  const shown = text.length > 90 ? `${text.slice(0, 89)}…` : text
  return field.kind === 'text' ? `“${escaped(shown)}”` : `\`${shown}\``
}

function isLeaf({ kind }: NamedField): boolean {
  return kind !== 'list' && kind !== 'record'
}

function isScalar(value: unknown): boolean {
  return typeof value === 'boolean' || typeof value === 'number' || (typeof value === 'string' && value !== '')
}

// The shortest says most in a narrow table, and true more than false.
function lengthOf(value: unknown): number {
  return value === false ? 99 : String(value).length
}

function valuesOf(value: unknown, name: string): unknown[] {
  if (Array.isArray(value)) return value.flatMap((item: unknown) => valuesOf(item, name))
  if (typeof value !== 'object' || value === null) return []
  const found: unknown = Object.entries(value).find(([key]) => key === name)?.[1]
  return found === undefined || found === null ? [] : [found]
}

function escaped(text: string): string {
  return text.replaceAll(/[|<>*_`[\]\\]/g, '\\$&').replaceAll('\n', ' ')
}
