import { htmlEscape } from './escape-html.ts'
import { template } from './mustache.ts'
import { textEscape } from './plaintext.ts'
import type { View } from './view.ts'

/** The end of a mail to a subscriber: why it came, where the subscription ends, and its publisher's postal address. No template can leave them out. */

interface Ending {
  /** Whether a part shows all of it already. */
  readonly isIn: (part: string, view: View, escaped: (text: string) => string) => boolean
  readonly html: (view: View) => string
  readonly text: (view: View) => string
}

const WAY_OUT: Ending = {
  isIn: (part, { letter }, escaped) => !letter?.unsubscribe || part.includes(escaped(letter.unsubscribe.address)),
  html: template(
    {
      source: `{{#letter}}<p style="margin:24px;font:14px/1.6 Arial,sans-serif">{{subscribed}}{{#unsubscribe}}<br><a href="{{address}}">{{labels.unsubscribe}}</a>{{/unsubscribe}}</p>
{{/letter}}`,
      partials: {},
    },
    htmlEscape,
  ),
  text: template(
    {
      source: `{{#letter}}

{{subscribed}}
{{#unsubscribe}}
{{labels.unsubscribe}}:
{{address}}
{{/unsubscribe}}
{{/letter}}`,
      partials: {},
    },
    textEscape,
  ),
}

const IMPRINT: Ending = {
  isIn: (part, { letter, brand }, escaped) => !letter || brand.postalAddress === null || part.includes(escaped(brand.postalAddress)),
  html: template(
    { source: '<p style="margin:24px;font:14px/1.6 Arial,sans-serif">{{brand.postalAddress}}</p>\n', partials: {} },
    htmlEscape,
  ),
  text: template({ source: '\n\n{{brand.postalAddress}}\n', partials: {} }, textEscape),
}

/** A part of a mail with the ends that it lacks. */
export function withWayOut(format: 'txt' | 'mail', part: string, view: View): string {
  return [WAY_OUT, IMPRINT].reduce((whole, ending) => withEnding(format, whole, ending, view), part)
}

function withEnding(format: 'txt' | 'mail', part: string, { isIn, html, text }: Ending, view: View): string {
  if (format === 'txt') return isIn(part, view, (one) => one) ? part : part + text(view)
  if (isIn(part, view, htmlEscape.text)) return part
  const end = /<\/body>|<\/html>|$/i.exec(part)?.index ?? part.length
  return part.slice(0, end) + html(view) + part.slice(end)
}
