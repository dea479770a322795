import Mustache from 'mustache'
import { checkTokens, FormatWriter, type Escape, type TemplateSource, type Tokens } from './mustache.ts'

/**
 * Templates that somebody else wrote. What they make has bounds, for sections within sections multiply; and whatever they say, nothing leaves
 * them unescaped but what is trusted.
 */

export interface Bounds {
  /** How long the text may be, in UTF-16 code units. */
  readonly length: number
  /** How many parts of a template may be written, each as often as it is. */
  readonly steps: number
}

/** A parsed template as a function from a view to text; null where that would go beyond its bounds. Throws where it cannot be parsed. */
export function boundedTemplate(
  { source, partials, trusted = [] }: TemplateSource,
  escape: Escape,
  bounds: Bounds,
): (view: object) => string | null {
  const writer = new BoundedWriter(partials, escape, bounds)
  const tokens: Tokens = writer.parse(source)
  checkTokens(tokens, { partials: writer.parsed, trusted, within: [] })
  return (view) => writer.write(tokens, view)
}

class Beyond extends Error {}

class BoundedWriter extends FormatWriter {
  readonly #bounds: Bounds
  #length = 0
  #steps = 0

  constructor(partials: Readonly<Record<string, string>>, escape: Escape, bounds: Bounds) {
    super(partials, escape)
    this.#bounds = bounds
  }

  write(tokens: Tokens, view: object): string | null {
    this.#length = 0
    this.#steps = 0
    try {
      return this.renderTokens(tokens, new Mustache.Context(view))
    } catch (error) {
      if (error instanceof Beyond) return null
      throw error
    }
  }

  override renderTokens(tokens: string[][], context: Mustache.Context): string {
    this.#steps += tokens.length + 1
    if (this.#steps > this.#bounds.steps) throw new Beyond()
    return super.renderTokens(tokens, context)
  }

  override escapedValue(token: string[], context: Mustache.Context): string {
    return this.#counted(super.escapedValue(token, context))
  }

  override unescapedValue(token: string[], context: Mustache.Context): string {
    return this.#counted(super.unescapedValue(token, context) ?? '')
  }

  override rawValue([, text = '']: string[]): string {
    return this.#counted(text)
  }

  #counted(text: string): string {
    this.#length += text.length
    if (this.#length > this.#bounds.length) throw new Beyond()
    return text
  }
}
