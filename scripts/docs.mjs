import { readFileSync, writeFileSync } from 'node:fs'
import { withMadePart } from './docs/between.ts'
import { templateFields } from './docs/template-fields.ts'

/** Writes the parts of the documentation that are made from schemas. */

const file = new URL('../docs/templates.md', import.meta.url)
const { text, without } = templateFields()
writeFileSync(file, withMadePart(readFileSync(file, 'utf8'), text))
console.log(`docs/templates.md: ${text.split('\n').length} lines.`)
for (const path of without) console.log(`There is no example of ${path}.`)
