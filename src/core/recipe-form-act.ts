import type { RecipeForm } from './recipe-form.ts'

/** What the buttons within a recipe's form do to it. Nothing is saved by them. */

/** The form after a button was pressed, by the button's value, such as "up:some-article"; as it was where that means nothing. */
export function actOnRecipeForm(form: RecipeForm, act: string): RecipeForm {
  const [verb = '', subject = ''] = act.split(':', 2)
  switch (verb) {
    case 'pin':
      return { ...form, pinned: withLast(form.pinned, subject), excluded: without(form.excluded, subject) }
    case 'unpin':
      return { ...form, pinned: without(form.pinned, subject) }
    case 'up':
      return { ...form, pinned: moved(form.pinned, form.pinned.indexOf(subject), -1) }
    case 'down':
      return { ...form, pinned: moved(form.pinned, form.pinned.indexOf(subject), 1) }
    case 'leave-out':
      return { ...form, pinned: without(form.pinned, subject), excluded: withLast(form.excluded, subject) }
    case 'take-in':
      return { ...form, excluded: without(form.excluded, subject) }
    case 'add-section':
      return { ...form, sections: [...form.sections, { title: '', topics: '' }] }
    case 'drop-section':
      return { ...form, sections: form.sections.filter((_section, index) => index !== Number(subject)) }
    case 'section-up':
      return { ...form, sections: moved(form.sections, Number(subject), -1) }
    case 'section-down':
      return { ...form, sections: moved(form.sections, Number(subject), 1) }
    default:
      return form
  }
}

function withLast(list: readonly string[], one: string): readonly string[] {
  return one === '' || list.includes(one) ? list : [...list, one]
}

function without(list: readonly string[], one: string): readonly string[] {
  return list.filter((other) => other !== one)
}

function moved<T>(list: readonly T[], from: number, by: 1 | -1): readonly T[] {
  const one = list[from]
  const to = from + by
  if (one === undefined || to < 0 || to >= list.length) return list
  return list.toSpliced(from, 1).toSpliced(to, 0, one)
}
