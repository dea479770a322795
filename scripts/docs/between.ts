const BEGIN = '<!-- From the schema of the view; `npm run docs` writes it. -->'
const END = '<!-- Until here. -->'

/** A document with its made part replaced. */
export function withMadePart(document: string, made: string): string {
  const begin = document.indexOf(BEGIN)
  const end = document.indexOf(END)
  if (begin < 0 || end < begin) throw new Error('the document has no place for what is made')
  return `${document.slice(0, begin)}${BEGIN}\n\n${made}\n\n${document.slice(end)}`
}
