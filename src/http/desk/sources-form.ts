import { isBlank, SourceForm } from '../../core/source-form.ts'
import type { Form } from './form.ts'

/** What an editor filled in for a source. Rules that are empty do not count. */
export function readSourceForm({ text, all, has }: Form): SourceForm {
  const words = all('rule-words')
  const categories = all('rule-categories')
  const rules = all('rule-topic').map((topic, index) => ({ topic, words: words[index] ?? '', categories: categories[index] ?? '' }))
  return {
    url: text('url'),
    title: text('title'),
    outlet: text('outlet'),
    topics: text('topics'),
    rules: rules.filter((rule) => !isBlank(rule)),
    interval: text('interval'),
    fetchPages: has('fetch-pages'),
  }
}

/** The form as it was when it was opened; null where it does not say so. */
export function readSeen({ text }: Form): SourceForm | null {
  try {
    return SourceForm.safeParse(JSON.parse(text('seen'))).data ?? null
  } catch {
    return null
  }
}

/** The form after a button in it other than the one that saves: one rule less, or as it is, with room for one more. Null where it is to be saved. */
export function rearrangeSource(form: SourceForm, act: string): SourceForm | null {
  if (act === 'more') return form
  const dropped = /^drop:(\d{1,3})$/.exec(act)?.[1]
  return dropped === undefined ? null : { ...form, rules: form.rules.toSpliced(Number(dropped), 1) }
}
