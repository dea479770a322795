import { decoded } from './decoded.ts'
import { attributeFault, cssFault, isHarmlessTogether, isRefused, RAW, type Attribute } from './elements.ts'
import type { Fault } from './scan.ts'

/** Reads the markup of a template character by character, as the HTML standard's tokenizer does; what that would mend, or what is read in several ways, is a fault. */

export type Place =
  | 'text'
  | 'open'
  | 'name'
  | 'tag'
  | 'attribute'
  | 'equals'
  | 'bare'
  | 'double'
  | 'single'
  | 'comment'
  | 'declaration'
  | 'raw'

/** What a reader of markup has to know of a format. */
export interface Markup {
  /** Whether it is that of a mail. */
  readonly mail: boolean
  /** The partials there are, by name. */
  readonly partials: Readonly<Record<string, string>>
}

export class MarkupReader {
  place: Place = 'text'
  readonly #mail: boolean
  readonly #partials: Markup['partials']
  /** The last characters, by which comments end. */
  #tail = ''
  /** Within <!--[if …]> … <![endif]-->, which one mail program reads as markup and all others as a comment. */
  #conditional = false
  #name = ''
  #pieces: string[] = []
  #isEnd = false
  /** What stood last may be left out, and then the name before it would go on. */
  #needsBreak = false
  #raw = ''
  #css = ''
  #attribute: { name: string; literal: string; filled: string; tags: string[]; hasSections: boolean } = NO_ATTRIBUTE
  #hasRelation = false

  constructor({ mail, partials }: Markup) {
    this.#mail = mail
    this.#partials = partials
  }

  read(text: string, from: number, to: number): Fault | null {
    for (let at = from; at < to; at += 1) {
      const detail = this.#step(text[at] ?? '')
      if (detail !== null) return { at, detail }
    }
    return null
  }

  finish(at: number): Fault | null {
    if (this.place === 'text' && !this.#conditional) return null
    return { at, detail: `ends within ${this.#conditional ? '<!--[if …]>' : PLACES[this.place]}` }
  }

  variable(name: string): string | null {
    switch (this.place) {
      case 'text':
      case 'comment':
        return null
      case 'double':
      case 'single':
        this.#attribute.tags.push(name)
        this.#attribute.filled += '#000000'
        return null
      case 'raw':
        return this.#raw === 'title' ? null : 'stands within <style>, where a value could become more than text'
      case 'equals':
      case 'bare':
        return `stands in an attribute without quotation marks: write ${this.#attribute.name}="{{${name}}}"`
      default:
        return `stands within ${PLACES[this.place]}, where a value could become more than text`
    }
  }

  partial(name: string): string | null {
    if (name === 'stylesheet' || name === 'brandStyle')
      return this.place === 'raw' && this.#raw === 'style' ? null : `the partial "${name}" stands within <style>…</style>`
    // One without an element of its own is made of attributes.
    if (!this.#partials[name]?.includes('<')) {
      if (this.place !== 'name' && this.place !== 'tag')
        return `the partial "${name}" stands within the tag of an element, as in <p{{>${name}}}>`
      const fault = this.place === 'name' ? this.#nameEnd() : null
      this.place = 'tag'
      this.#needsBreak = true
      return fault
    }
    return this.place === 'text' ? null : `the partial "${name}" stands within ${PLACES[this.place]}`
  }

  section(): string | null {
    if (this.place === 'equals' || this.place === 'bare' || this.place === 'declaration' || this.place === 'attribute')
      return `opens a section within ${PLACES[this.place]}`
    if (this.place === 'raw' && this.#raw === 'style') return 'opens a section within <style>: choose a class by a section instead'
    this.#divide()
    return null
  }

  sectionEnd(before: Place): string | null {
    if (this.place === 'attribute' && (before === 'tag' || before === 'name')) {
      const fault = this.#attributeEnd()
      if (fault !== null) return fault
      this.place = 'tag'
      this.#needsBreak = true
    }
    this.#divide()
    if (before === 'name' && this.place === 'tag') this.#needsBreak = true
    const same = before === this.place || (before === 'open' && this.place === 'name') || (before === 'name' && this.place === 'tag')
    return same ? null : `opens a section within ${PLACES[before]} that ends within ${PLACES[this.place]}: it has to end where it began`
  }

  #divide(): void {
    if (this.place === 'name' || this.place === 'open') this.#pieces.push('')
    if (this.place === 'double' || this.place === 'single') this.#attribute.hasSections = true
  }

  #step(character: string): string | null {
    this.#tail = (this.#tail + character).slice(-60)
    if (this.#conditional && this.#tail.endsWith('-->')) {
      if (!this.#tail.endsWith('<![endif]-->')) return 'ends a comment within <!--[if …]>'
      this.#conditional = false
      this.place = 'text'
      return null
    }
    switch (this.place) {
      case 'text':
        if (character === '<') this.#open()
        return null
      case 'open':
        return this.#afterOpening(character)
      case 'name':
        return this.#inName(character)
      case 'tag':
        return this.#inTag(character)
      case 'attribute':
        return this.#inAttribute(character)
      case 'equals':
        return this.#afterEquals(character)
      case 'bare':
        return /[\s>]/.test(character) ? (this.#attributeEnd() ?? this.#leaveValue(character)) : this.#value(character)
      case 'double':
      case 'single':
        if (character !== (this.place === 'double' ? '"' : "'")) return this.#value(character)
        return this.#attributeEnd() ?? this.#leaveValue('')
      case 'comment':
        if (this.#tail.endsWith('-->') || this.#tail.endsWith('--!>')) this.place = 'text'
        else if (this.#mail && /<!--\[if [^\]]*\]>$/.test(this.#tail)) this.#enterConditional()
        return null
      case 'declaration':
        return this.#inDeclaration(character)
      case 'raw':
        return this.#inRaw(character)
    }
  }

  #enterConditional(): void {
    this.#conditional = true
    this.place = 'text'
    this.#tail = ''
  }

  #open(): void {
    this.place = 'open'
    this.#name = ''
    this.#pieces = ['']
    this.#isEnd = false
    this.#needsBreak = false
    this.#hasRelation = false
  }

  #afterOpening(character: string): string | null {
    if (character === '/' && !this.#isEnd && this.#pieces.length === 1) {
      this.#isEnd = true
      return null
    }
    if (/[a-z]/i.test(character)) {
      this.place = 'name'
      return this.#inName(character)
    }
    if (character === '!' || character === '?') {
      this.place = 'declaration'
      this.#name = character
      return null
    }
    if (this.#isEnd || this.#pieces.length > 1) return 'has a < that begins no element: write &lt;'
    this.place = 'text'
    if (character === '<') this.#open()
    return null
  }

  #inName(character: string): string | null {
    if (!/[\s/>]/.test(character)) {
      this.#name += character.toLowerCase()
      this.#pieces.push((this.#pieces.pop() ?? '') + character.toLowerCase())
      return /[<"'=]/.test(character) ? `has "${character}" in the name of an element` : null
    }
    const fault = this.#nameEnd()
    this.place = 'tag'
    return fault ?? this.#inTag(character)
  }

  #nameEnd(): string | null {
    const pieces = this.#pieces.filter((piece) => piece !== '')
    if (this.#pieces.length > 1 && pieces.length > 1 && !isHarmlessTogether(pieces))
      return `puts the name of an element together of ${pieces.map((piece) => `"${piece}"`).join(' and ')}: write it whole`
    return isRefused(this.#name) ? `has the element <${this.#name}>, which may not stand here` : null
  }

  #inTag(character: string): string | null {
    if (this.#needsBreak && !/[\s/>]/.test(character)) return 'goes on without a space after what may be left out'
    this.#needsBreak = false
    if (/[\s/]/.test(character)) return null
    if (character === '>') return this.#tagEnd()
    this.#attribute = { name: character.toLowerCase(), literal: '', filled: '', tags: [], hasSections: false }
    this.place = 'attribute'
    return /[<"'=]/.test(character) ? `has "${character}" where an attribute should begin` : null
  }

  #inAttribute(character: string): string | null {
    if (character === '=') {
      this.place = 'equals'
      return null
    }
    if (/[\s/>]/.test(character)) {
      const fault = this.#attributeEnd()
      this.place = 'tag'
      return fault ?? this.#inTag(character)
    }
    this.#attribute.name += character.toLowerCase()
    return /[<"']/.test(character) ? `has "${character}" in the name of an attribute` : null
  }

  #afterEquals(character: string): string | null {
    if (character === '"') this.place = 'double'
    else if (character === "'") this.place = 'single'
    else if (character === '>') return 'has an attribute without a value after ='
    else if (!/\s/.test(character)) {
      this.place = 'bare'
      return this.#value(character)
    }
    return null
  }

  #value(character: string): string | null {
    if (this.#attribute.tags.length === 0) this.#attribute.literal += character
    this.#attribute.filled += character
    if (character === '<') return 'has a < in the value of an attribute: write &lt;'
    return this.place === 'bare' && /["'=`]/.test(character) ? 'has an attribute without quotation marks around its value' : null
  }

  #leaveValue(character: string): string | null {
    this.place = 'tag'
    return character === '' ? null : this.#inTag(character)
  }

  #attributeEnd(): string | null {
    const { name, literal, filled, tags, hasSections } = this.#attribute
    if (name === 'rel') this.#hasRelation = true
    const attribute: Attribute = { name, literal: decoded(literal), filled: decoded(filled), tags, hasSections }
    const fault = attributeFault(this.#name, attribute)
    return fault === null ? null : `<${this.#name}> ${fault}`
  }

  #tagEnd(): string | null {
    this.place = 'text'
    if (this.#name === 'link' && !this.#isEnd && !this.#hasRelation) return '<link> has no "rel"'
    if (!this.#isEnd && RAW.has(this.#name)) {
      this.place = 'raw'
      this.#raw = this.#name
      this.#css = ''
    }
    return null
  }

  #inDeclaration(character: string): string | null {
    this.#name += character
    if (this.#name === '!--') {
      this.place = 'comment'
      return null
    }
    if (this.#name.startsWith('![') && !(this.#conditional && '![endif]--'.startsWith(this.#name)))
      return 'has <![, which browsers read in several ways'
    if (character === '>') this.place = 'text'
    return null
  }

  #inRaw(character: string): string | null {
    this.#css += character
    const end = `</${this.#raw}`
    if (!/[\s/>]/.test(character) || this.#css.slice(-end.length - 1, -1).toLowerCase() !== end) return null
    const css = this.#css.slice(0, -end.length - 1)
    this.#open()
    this.#name = this.#raw
    this.#isEnd = true
    this.place = 'tag'
    const fault = this.#raw === 'style' ? cssFault(css) : null
    return fault === null ? this.#inTag(character) : `<style> ${fault}`
  }
}

const NO_ATTRIBUTE = { name: '', literal: '', filled: '', tags: [], hasSections: false }

const PLACES: Readonly<Record<Place, string>> = {
  text: 'the text',
  open: 'the name of an element',
  name: 'the name of an element',
  tag: 'the tag of an element',
  attribute: 'the name of an attribute',
  equals: 'an attribute without quotation marks',
  bare: 'an attribute without quotation marks',
  double: 'the value of an attribute',
  single: 'the value of an attribute',
  comment: 'a comment',
  declaration: 'a declaration',
  raw: 'a style sheet or a title',
}
