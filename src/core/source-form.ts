import * as z from 'zod'
import type { SourceSettings } from './source.ts'

/** A source as a form has it: every field a text, as it was typed, right or wrong. */

const RuleForm = z.strictObject({
  topic: z.string(),
  words: z.string().describe('one a line, and so are the categories'),
  categories: z.string(),
})

export const SourceForm = z.strictObject({
  url: z.string(),
  title: z.string(),
  outlet: z.string(),
  topics: z.string().describe('parted by commas'),
  rules: z.array(RuleForm),
  interval: z.string(),
  fetchPages: z.boolean(),
})

export type RuleForm = z.infer<typeof RuleForm>
export type SourceForm = z.infer<typeof SourceForm>

/** The form of a source that nobody has filled in yet. */
export const EMPTY_SOURCE: SourceForm = { url: '', title: '', outlet: '', topics: '', rules: [], interval: 'PT30M', fetchPages: false }

/** The form of a source. What it becomes again by `fromSourceForm` is the same source. */
export function toSourceForm({ url, title, outlet, topics, rules, interval, fetchPages }: SourceSettings): SourceForm {
  return {
    url,
    title: title ?? '',
    outlet: outlet ?? '',
    topics: topics.join(', '),
    rules: rules.map(({ topic, words, categories }) => ({ topic, words: words.join('\n'), categories: categories.join('\n') })),
    interval,
    fetchPages,
  }
}

/** The source that a form asks for, to be checked by its schema. */
export function fromSourceForm({ url, title, outlet, topics, rules, interval, fetchPages }: SourceForm, paused: boolean): object {
  return {
    url: url.trim(),
    title: title.trim() === '' ? null : title,
    outlet: outlet.trim() === '' ? null : outlet,
    topics: topics.split(/[\s,;]+/).filter(Boolean),
    rules: rules.map(({ topic, words, categories }) => ({ topic: topic.trim(), words: linesOf(words), categories: linesOf(categories) })),
    interval,
    fetchPages,
    paused,
  }
}

/** Whether nothing stands in a rule. */
export function isBlank({ topic, words, categories }: RuleForm): boolean {
  return `${topic}${words}${categories}`.trim() === ''
}

/** The field of the form that a flaw's pointer means; empty where it means none. */
export function sourceFieldOf(pointer: string): string {
  const [first = '', index = '', part = 'words'] = pointer.split('/').slice(1)
  if (first !== 'rules' || index === '') return first === 'fetchPages' ? 'fetch-pages' : first
  return `rule-${part}-${index}`
}

function linesOf(text: string): string[] {
  return text.split('\n').flatMap((line) => line.trim() || [])
}
