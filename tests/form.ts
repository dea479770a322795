/** The form on a page as a browser would send it: what stands in its fields. Enough of HTML for the pages of the desk, which escape all values. */

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

/** The fields of the first form with this action, by name; of radio buttons and checkboxes only those that are checked. */
export function formOn(page: string, action: string): Map<string, string> {
  const start = page.indexOf(`action="${action}"`)
  if (start < 0) throw new Error(`there is no form to ${action}`)
  const form = page.slice(start, page.indexOf('</form>', start))
  const fields = new Map<string, string>()
  for (const [element, attributes] of form.matchAll(/<input\b([^>]*)>|<textarea\b[\s\S]*?<\/textarea>|<select\b[\s\S]*?<\/select>/g)) {
    if (attributes !== undefined) readInput(attributes, fields)
    else if (element.startsWith('<textarea')) readArea(element, fields)
    else readSelect(element, fields)
  }
  return fields
}

/** The same as pairs, with other values in some fields and others left out (undefined). */
export function filled(
  page: string,
  action: string,
  changes: Readonly<Record<string, string | undefined>>,
): [name: string, value: string][] {
  const fields = formOn(page, action)
  for (const [name, value] of Object.entries(changes)) {
    if (value === undefined) fields.delete(name)
    else fields.set(name, value)
  }
  return [...fields]
}

export function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
}

function readInput(attributes: string, fields: Map<string, string>): void {
  const type = attribute(attributes, 'type')
  if ((type === 'radio' || type === 'checkbox') && !/\schecked\b/.test(attributes)) return
  const name = attribute(attributes, 'name')
  if (name && type !== 'file') fields.set(name, attribute(attributes, 'value'))
}

function readArea(element: string, fields: Map<string, string>): void {
  const [, attributes = '', text = ''] = /^<textarea\b([^>]*)>\n?([\s\S]*)<\/textarea>$/.exec(element) ?? []
  fields.set(attribute(attributes, 'name'), unescaped(text))
}

function readSelect(element: string, fields: Map<string, string>): void {
  const [, attributes = ''] = /^<select\b([^>]*)>/.exec(element) ?? []
  const options = Array.from(element.matchAll(/<option value="([^"]*)"([^>]*)>/g))
  const chosen = options.find(([, , more = '']) => more.includes('selected')) ?? options[0]
  fields.set(attribute(attributes, 'name'), unescaped(chosen?.[1] ?? ''))
}

function attribute(attributes: string, name: string): string {
  return unescaped(new RegExp(`\\b${name}="([^"]*)"`).exec(attributes)?.[1] ?? '')
}
