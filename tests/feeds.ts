/** Feeds for tests, in every dialect: two articles of a paper that does not exist. */

const LOCK = {
  headline: 'Lock 4 opens after six years',
  link: 'https://coast.example/2026/lock-4',
  paragraphs: ['The lock at Vell opened on Monday.', '“It holds,” said Mara Lind, the port’s director.'],
}
const FERRY = { headline: 'Ferry to Aske sails again', link: 'https://coast.example/2026/ferry', paragraphs: ['The ferry sailed at dawn.'] }

/** What every one of them says. */
export const ITEMS = [LOCK, FERRY]

const html = (paragraphs: readonly string[]) => paragraphs.map((text) => `<p>${text}</p>`).join('\n')
const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

const NAMESPACES =
  'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom"'

/** RSS around items. */
export function rss(items: string, { version = '2.0', channel = '', before = '' } = {}): string {
  return `<?xml version="1.0" encoding="UTF-8"?>${before}<rss version="${version}" ${NAMESPACES}><channel><title>Coast Courier</title><link>https://coast.example/</link><description>News of the coast</description><language>en-gb</language>${channel}${items}</channel></rss>`
}

/** One RSS item; `fields` are elements. */
export function rssItem(fields: Readonly<Record<string, string>>): string {
  return `<item>${Object.entries(fields)
    .map(([name, value]) => `<${name}>${value}</${name}>`)
    .join('')}</item>`
}

/** Atom around entries. */
export function atom(entries: string, attributes = ''): string {
  return `<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en-GB" ${attributes}><title>Coast Courier</title><id>urn:coast</id><link href="https://coast.example/"/><link rel="self" href="https://coast.example/feed.atom"/><updated>2026-03-02T07:00:00Z</updated>${entries}</feed>`
}

export const DIALECTS: Readonly<Record<string, { type: string; text: string }>> = {
  'RSS 2.0 with the full text': {
    type: 'application/rss+xml',
    text: rss(
      ITEMS.map(({ headline, link, paragraphs }) =>
        rssItem({
          title: headline,
          link,
          guid: link,
          pubDate: 'Mon, 02 Mar 2026 08:00:00 +0200',
          'dc:creator': 'Ines Falk',
          description: 'In short.',
          'content:encoded': `<![CDATA[${html(paragraphs)}]]>`,
        }),
      ).join('\n'),
    ),
  },
  'RSS 0.91 with a document type': {
    type: 'text/xml',
    text: rss(
      ITEMS.map(({ headline, link, paragraphs }) =>
        rssItem({
          title: headline,
          link,
          author: 'desk@coast.example (Ines Falk)',
          pubDate: '2 Mar 26 06:00 GMT',
          description: escaped(html(paragraphs)),
        }),
      ).join(''),
      {
        version: '0.91',
        before:
          '<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">',
      },
    ),
  },
  'RSS 1.0': {
    type: 'application/rdf+xml',
    text: `<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" ${NAMESPACES}><channel rdf:about="https://coast.example/rdf"><title>Coast Courier</title><link>https://coast.example/</link><description>News</description><dc:language>en-GB</dc:language><items><rdf:Seq>${ITEMS.map(({ link }) => `<rdf:li rdf:resource="${link}"/>`).join('')}</rdf:Seq></items></channel>${ITEMS.map(
      ({ headline, link, paragraphs }) =>
        `<item rdf:about="${link}"><title>${headline}</title><link>${link}</link><dc:creator>Ines Falk</dc:creator><dc:date>2026-03-02T08:00:00+02:00</dc:date><description>${escaped(html(paragraphs))}</description></item>`,
    ).join('')}</rdf:RDF>`,
  },
  Atom: {
    type: 'application/atom+xml',
    text: atom(
      ITEMS.map(
        ({ headline, link, paragraphs }, i) =>
          `<entry><id>urn:${i}</id><title type="html">${headline}</title><link rel="alternate" href="${new URL(link).pathname}"/><published>2026-03-02T08:00:00+02:00</published><updated>2026-03-03T08:00:00Z</updated><author><name>By Ines Falk</name></author><summary>In short.</summary><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">${html(paragraphs)}</div></content></entry>`,
      ).join(''),
    ),
  },
  'Atom under a prefix': {
    type: 'application/xml',
    text: `<a:feed xmlns:a="http://www.w3.org/2005/Atom" xml:lang="en-GB"><a:title>Coast Courier</a:title><a:link href="https://coast.example/"/><a:author><a:name>Ines Falk</a:name></a:author>${ITEMS.map(
      ({ headline, link, paragraphs }) =>
        `<a:entry><a:title>${headline}</a:title><a:link href="${link}"/><a:published>2026-03-02T06:00:00Z</a:published><a:content type="html">${escaped(html(paragraphs))}</a:content></a:entry>`,
    ).join('')}</a:feed>`,
  },
  'JSON Feed': {
    type: 'application/feed+json',
    text: JSON.stringify({
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Coast Courier',
      home_page_url: 'https://coast.example/',
      language: 'en-GB',
      authors: [{ name: 'Ines Falk' }],
      items: ITEMS.map(({ headline, link, paragraphs }, i) => ({
        id: i,
        url: link,
        title: headline,
        date_published: '2026-03-02T08:00:00+02:00',
        content_text: paragraphs.join('\n\n'),
      })),
    }),
  },
}
