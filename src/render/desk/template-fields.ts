import type { TemplateFormat } from '../../core/template.ts'
import { VIEWS } from '../check/check.ts'
import { fieldsOf, isOptional, root, type Field, type NamedField } from '../check/place.ts'
import { KITS } from '../kit.ts'

/** What may stand in a template, from the schema of what it is given: for the list beside its editor. */

export interface FieldGroup {
  /** The sections within which they stand, such as `{{#sections}} {{#stories}}`; null outside all. */
  readonly within: string | null
  readonly fields: readonly { readonly fieldName: string; readonly kind: string; readonly about: string }[]
}

/** Its fields, the outermost first, each record and list with its own after it. */
export function templateFields(format: TemplateFormat): FieldGroup[] {
  const known = kept.get(format)
  if (known) return known
  const made = groupsOf(root(VIEWS[format]))
  kept.set(format, made)
  return made
}

/** Its partials. */
export function templatePartials(format: TemplateFormat): string[] {
  return Object.keys(KITS[format].partials).map((name) => `{{>${name}}}`)
}

const kept = new Map<TemplateFormat, FieldGroup[]>()

function groupsOf(holder: Field): FieldGroup[] {
  const fields = fieldsOf(holder)
  const group = {
    within:
      holder.path === ''
        ? null
        : holder.path
            .split('.')
            .map((name) => `{{#${name}}}`)
            .join(' '),
    fields: fields.map((field) => ({ fieldName: tagOf(field), kind: kindOf(field), about: field.description })),
  }
  return [group, ...fields.filter(holds).flatMap(groupsOf)]
}

function tagOf({ name, kind }: NamedField): string {
  return kind === 'text' || kind === 'number' ? `{{${name}}}` : `{{#${name}}}`
}

function kindOf(field: NamedField): string {
  return `${KINDS[field.kind]}${isOptional(field) ? ', or nothing' : ''}`
}

function holds({ kind }: NamedField): boolean {
  return kind === 'list' || kind === 'record'
}

const KINDS = { text: 'text', number: 'number', flag: 'yes or no', list: 'list', record: 'record' } as const
