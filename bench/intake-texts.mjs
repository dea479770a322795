// News-like texts of our own, as long as asked for; the same ones each time.

const SENTENCES = [
  'The harbour council of Halden voted {n} to {m} on Monday to rebuild the timber pier that a storm tore away in 20{m}.',
  '“We owe the {n} fishing families a place to land,” mayor Marta Oduya said after the vote. “Nobody else will pay for it.”',
  'Work is to begin in March and to cost {n}.{m} million crowns, half of it from the regional fund, according to the Coast Courier.',
  'Opponents had asked for a concrete quay, which would have lasted longer but taken the beach at the northern end.',
  'Jonas Lind, {m}, the director of the Harbour Workers Union, told Reuters that {n} jobs depended on it.',
  'He added that the Ministry of Transport in Oslo had promised an answer by the end of the month.',
  'The old pier carried {n},000 passengers a year to the islands, most of them between June and August.',
  'Lind warned that “every week without a landing costs us another boat,” and asked the council to hurry.',
]

/** Paragraphs with about so many words in all. */
export function paragraphs(words, seed = 1) {
  const found = []
  let count = 0
  for (let i = seed; count < words; i += 1) {
    const text = [0, 1, 2].map((step) => sentence(i * 3 + step)).join(' ')
    found.push(text)
    count += text.split(' ').length
  }
  return found
}

function sentence(number) {
  return SENTENCES[number % SENTENCES.length]
    .replaceAll('{n}', String(((number * 7) % 90) + 10))
    .replaceAll('{m}', String(((number * 11) % 60) + 20))
}

/** An article's page as sites build them: navigation, styles, lists of other articles, deep frames around it all. */
export function page(words) {
  const text = paragraphs(words)
  const links = (count, name) =>
    Array.from(
      { length: count },
      (_, i) =>
        `<li class="${name}__item"><a href="/${name}/${i}" data-track="${name}-${i}">The council and its ${name} number ${i}</a></li>`,
    ).join('')
  const card = (i) =>
    `<div class="card card--${i}"><a href="/news/${i}"><img src="/i/${i}.jpg" alt="The pier"><h3 class="card__title">Another report on pier ${i}</h3></a><p class="card__text">What was said of pier ${i} on Monday.</p><time datetime="2026-02-${10 + (i % 18)}">Then</time></div>`
  const data = {
    '@context': 'https://schema.org',
    '@type': 'NewsArticle',
    headline: 'Council votes to rebuild the pier',
    datePublished: '2026-03-02T08:00:00Z',
    author: { '@type': 'Person', name: 'Ines Falk' },
    publisher: { name: 'Coast Courier' },
  }
  return `<!doctype html><html lang="en"><head><title>Council votes to rebuild the pier | Coast Courier</title><meta property="og:title" content="Council votes to rebuild the pier"><script type="application/ld+json">${JSON.stringify(data)}</script><style>${'.card{color:red;margin:0}'.repeat(400)}</style></head><body>
<header class="site-header"><nav><ul>${links(60, 'menu')}</ul></nav></header><div id="app"><div class="layout"><div class="layout__main"><main><article class="story"><h1>Council votes to rebuild the pier</h1><p class="byline">By <a rel="author" href="/falk">Ines Falk</a></p>${text
    .map(
      (each, i) =>
        `<p class="story__text">${each}</p>${i % 6 === 5 ? `<figure><img src="/p/${i}.jpg" alt="Pier"><figcaption>The pier in winter.</figcaption></figure><div class="ad-slot" data-ad="${i}"><script>load(${i})</script></div>` : ''}`,
    )
    .join(
      '',
    )}</article></main></div><aside class="sidebar">${Array.from({ length: 40 }, (_, i) => card(i)).join('')}</aside></div></div><footer><ul>${links(60, 'footer')}</ul><p>All rights reserved.</p></footer><script>${'var a=1;'.repeat(4000)}</script></body></html>`
}

/** RSS with the full text of each item. */
export function feed(items, words) {
  const body = (i) =>
    paragraphs(words, i + 1)
      .map((text) => `<p>${text}</p>`)
      .join('')
  return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Coast Courier</title><link>https://coast.example/</link><language>en</language>${Array.from({ length: items }, (_, i) => `<item><title>Pier ${i} is rebuilt</title><link>https://coast.example/${i}</link><guid>https://coast.example/${i}</guid><dc:creator>Ines Falk</dc:creator><pubDate>Mon, 02 Mar 2026 08:00:00 +0000</pubDate><description>What was said of pier ${i}.</description><content:encoded><![CDATA[${body(i)}]]></content:encoded></item>`).join('')}</channel></rss>`
}
