/** What of HTML a template may hold. Nothing in it acts, nothing loads, nothing sends; and no value stands where it could become more than text. */

/** Elements that act, load or send, and those within which a browser reads otherwise. */
const REFUSED = new Set(
  (
    'script iframe frame frameset noframes object embed applet portal fencedframe base form input button select option textarea ' +
    'noscript template slot plaintext xmp noembed listing marquee dialog audio video source track picture canvas math svg image'
  ).split(' '),
)

/** Whether an element may not stand in a template. */
export function isRefused(element: string): boolean {
  return REFUSED.has(element)
}

/** Within these everything up to their end is text. Values may stand in a title, never in a style sheet. */
export const RAW = new Set(['style', 'title'])

/** What the name of an element may be put together of by sections, such as <h{{#single}}1{{/single}}{{^single}}2{{/single}}>. */
const PIECES = new Set('div section article aside main header footer nav p span ul ol li dl dt dd h 1 2 3 4 5 6'.split(' '))

/** Whether a name put together of these is harmless, whichever of them are there. */
export function isHarmlessTogether(pieces: readonly string[]): boolean {
  return pieces.every((piece) => PIECES.has(piece))
}

const LOADING = new Set(
  (
    'src srcset srcdoc imagesrcset poster background data action formaction ping manifest lowsrc dynsrc archive code codebase classid ' +
    'profile longdesc usemap object xlink:href referrerpolicy'
  ).split(' '),
)
const ADDRESSES = new Set(['href', 'cite'])
const HARMLESS_ADDRESS = /^(?:https?:\/\/|mailto:|tel:|#|\?|\/(?!\/)|$)/i
const RELATIONS = new Set('canonical alternate author license help prev next search'.split(' '))
const HARMLESS_EQUIVALENTS = new Set(['content-type', 'x-ua-compatible', 'content-language'])

/** An attribute as it stands in a template. */
export interface Attribute {
  readonly name: string
  /** What stands before the first tag within its value, or all of it. */
  readonly literal: string
  /** All of it, with a colour where a tag stands. */
  readonly filled: string
  /** The variables in its value. */
  readonly tags: readonly string[]
  /** Whether sections stand in its value. */
  readonly hasSections: boolean
}

/** What is wrong with an attribute of an element; null where nothing is. */
export function attributeFault(element: string, { name, literal, filled, tags, hasSections }: Attribute): string | null {
  if (name.startsWith('on')) return `has the event handler "${name}": nothing in a page may act`
  if (LOADING.has(name)) {
    const own = name === 'src' && literal === '' && tags.length === 1 && !hasSections && /(?:^|\.)address$/.test(tags[0] ?? '')
    return own ? null : `has "${name}", which would load or send something: a page and a mail make no request`
  }
  if (name === 'style')
    return hasSections || !tags.every(isColour)
      ? 'has a tag within "style" that is none of {{brand.colours.signal}} and {{brand.colours.wash}}: choose a class by a section instead'
      : cssFault(filled)
  if (name === 'http-equiv') {
    const harmless = tags.length === 0 && !hasSections && HARMLESS_EQUIVALENTS.has(literal.toLowerCase())
    return harmless ? null : 'has "http-equiv", by which a page could lead elsewhere'
  }
  if (name === 'name' && element === 'meta') {
    const harmless = tags.length === 0 && !hasSections && literal.toLowerCase() !== 'referrer'
    return harmless ? null : 'would tell other sites where a reader comes from, and the address of a share is its key'
  }
  if (name === 'rel' && element === 'link') {
    const harmless = tags.length === 0 && !hasSections && literal.split(/\s+/).every((relation) => RELATIONS.has(relation.toLowerCase()))
    return harmless ? null : 'has a "link" that would load something: a style sheet stands in a <style> element, and nothing else is loaded'
  }
  return ADDRESSES.has(name) ? addressFault(name, literal, tags, hasSections) : null
}

// Those are made of six hex digits, whatever a brand says.
function isColour(tag: string): boolean {
  return /^brand\.colours\.\w+$/.test(tag)
}

function addressFault(name: string, literal: string, tags: readonly string[], hasSections: boolean): string | null {
  if (hasSections) return `has sections within "${name}": name the address by its path, such as {{page.url}}`
  const isTag = literal === '' && /(?:^|\.)(?:url|address)$/.test(tags[0] ?? '')
  if (isTag || (HARMLESS_ADDRESS.test(literal) && (literal !== '' || tags.length === 0))) return null
  return `has "${name}" that begins neither with https://, mailto:, tel:, # or / nor with a tag such as {{page.url}} or {{home.address}}`
}

/** What is wrong with CSS; null where nothing is. */
export function cssFault(css: string): string | null {
  // An escape could spell any of the words below.
  if (/\\(?![0-9a-f]{4}|["'])/i.test(css) || /\\0{0,4}(?:4[0-9a-f]|5[0-9a-f]|6[0-9a-f]|7[0-9a-f]|28|40)\b/i.test(css))
    return 'has an escape in its CSS that stands for a letter: write the letter'
  if (/@import|@font-face|@namespace/i.test(css)) return 'has an @-rule in its CSS that would load something'
  return /(?:url|src|image|image-set|cross-fade|element|expression)\s*\(/i.test(css) || /behavior\s*:|-moz-binding/i.test(css)
    ? 'has url() or the like in its CSS: a page and a mail load nothing'
    : null
}
