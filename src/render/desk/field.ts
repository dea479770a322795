import type { Flaw } from '../../core/result.ts'

/** The fields of the desk's forms: each says what it is, what it wants, and what is wrong with it. */

/** For the partials `field` (one line) and `area` (several). */
export interface FieldView {
  readonly name: string
  readonly label: string
  readonly hint: string | null
  readonly value: string
  readonly error: string | null
  readonly type: 'text' | 'url' | 'email' | 'number' | 'date' | 'datetime-local' | 'color' | 'password'
  readonly required: boolean
  /** Lines of an area. */
  readonly rows: number
  /** Whether a reader's text stands in it, in a language of its own direction. */
  readonly dir: 'auto' | 'ltr'
}

/** For the partial `choice`. */
export interface ChoiceView {
  readonly name: string
  readonly label: string
  readonly hint: string | null
  readonly error: string | null
  readonly options: readonly { readonly value: string; readonly text: string; readonly selected: boolean }[]
}

/** For the partial `check`. */
export interface CheckView {
  readonly name: string
  readonly label: string
  readonly hint: string | null
  readonly error: string | null
  readonly value: string
  readonly checked: boolean
}

export function field(name: string, label: string, value: string, more: Partial<FieldView> = {}): FieldView {
  return { name, label, value, hint: null, error: null, type: 'text', required: false, rows: 3, dir: 'auto', ...more }
}

export function choice(
  name: string,
  label: string,
  options: readonly (readonly [value: string, text: string])[],
  chosen: string,
  more: Partial<ChoiceView> = {},
): ChoiceView {
  return {
    name,
    label,
    hint: null,
    error: null,
    options: options.map(([value, text]) => ({ value, text, selected: value === chosen })),
    ...more,
  }
}

export function check(name: string, label: string, checked: boolean, more: Partial<CheckView> = {}): CheckView {
  return { name, label, value: 'on', checked, hint: null, error: null, ...more }
}

/** What is wrong with a form as a whole, with a link to each field that is. For the partial `problem`. */
export interface ProblemView {
  readonly detail: string
  readonly flaws: readonly { readonly field: string; readonly detail: string }[]
}

/** `fieldOf` names the field that a flaw's pointer means; what it names none for stands in the text alone. */
export function problemView(detail: string, flaws: readonly Flaw[], fieldOf: (pointer: string) => string): ProblemView {
  return { detail, flaws: flaws.map((flaw) => ({ field: fieldOf(flaw.pointer), detail: flaw.detail })) }
}
