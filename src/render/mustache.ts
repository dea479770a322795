import Mustache from 'mustache'

/**
 * The one place that knows Mustache. A template is parsed when its module loads, with all its partials; one that is not given, that
 * contains itself, or a tag that would not be escaped is a throw there and then. No lambdas: views are plain data.
 */

/** Makes a value harmless where it stands: as text, or as an address (the tags `url` and `address`, by themselves or after a dot). */
export interface Escape {
  readonly text: (value: string) => string
  readonly url: (value: string) => string
}

/** The sources that a template is made of. */
export interface TemplateSource {
  readonly source: string
  readonly partials: Readonly<Record<string, string>>
  /** Tags that may stand unescaped because their value is made to. */
  readonly trusted?: readonly string[]
}

export type Tokens = ReturnType<Mustache.Writer['parse']>

/** A tag, a section or literal text, as mustache.js parses it. */
export type Token = readonly [
  symbol: string,
  value: string,
  start: number,
  end: number,
  inner?: readonly Token[] | string,
  ...rest: unknown[],
]

/** A parsed template as a function from a view to text. */
export function template({ source, partials, trusted = [] }: TemplateSource, escape: Escape): (view: object) => string {
  const writer = new FormatWriter(partials, escape)
  const tokens: Tokens = writer.parse(source)
  checkTokens(tokens, { partials: writer.parsed, trusted, within: [] })
  return (view) => writer.renderTokens(tokens, new Mustache.Context(view))
}

/** A partial's tokens. One on a single line is used within a line, so the line feed at its end is not part of it. */
export function parsePartial(source: string): Tokens {
  return Mustache.parse(source.indexOf('\n') === source.length - 1 ? source.trimEnd() : source)
}

interface Rules {
  readonly partials: ReadonlyMap<string, Tokens>
  readonly trusted: readonly string[]
  readonly within: readonly string[]
}

export function checkTokens(tokens: readonly Token[], rules: Rules): void {
  for (const [symbol, value, , , inner] of tokens) {
    if (symbol === '&' && !rules.trusted.includes(value)) throw new Error(`The tag "${value}" is not escaped.`)
    if (symbol === '=') throw new Error('Delimiters cannot be changed.')
    if (symbol === '>') checkPartial(value, rules)
    if (typeof inner === 'object') checkTokens(inner, rules)
  }
}

function checkPartial(name: string, rules: Rules): void {
  const tokens: Tokens = rules.partials.get(name)
  if (!tokens) throw new Error(`There is no partial "${name}".`)
  if (rules.within.includes(name)) throw new Error(`The partial "${name}" contains itself.`)
  checkTokens(tokens, { ...rules, within: [...rules.within, name] })
}

const ADDRESS = /(?:^|\.)(?:url|address)$/

/** Writes partials from their tokens, and escapes by what a tag stands for. */
export class FormatWriter extends Mustache.Writer {
  readonly parsed: ReadonlyMap<string, Tokens>
  readonly #escapes = new Map<string, (value: string) => string>()
  readonly #escape: Escape

  constructor(partials: Readonly<Record<string, string>>, escape: Escape) {
    super()
    this.parsed = new Map(Object.entries(partials).map(([name, source]) => [name, parsePartial(source)]))
    this.#escape = escape
  }

  override renderPartial([, name = '']: string[], context: Mustache.Context): string {
    return this.renderTokens(this.parsed.get(name), context)
  }

  override escapedValue([, name = '']: string[], context: Mustache.Context): string {
    const value: unknown = context.lookup(name)
    if (typeof value === 'string') return this.#escapeOf(name)(value)
    return typeof value === 'number' ? String(value) : ''
  }

  #escapeOf(name: string): (value: string) => string {
    let escape = this.#escapes.get(name)
    if (!escape) {
      escape = ADDRESS.test(name) ? this.#escape.url : this.#escape.text
      this.#escapes.set(name, escape)
    }
    return escape
  }
}
