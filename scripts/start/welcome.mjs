const FORMATS = { 'web page': '', Markdown: '.md', text: '.txt', JSON: '.json', 'e-mail': '.eml' }

/** An article that came from the command line: its headline and its links. */
export function articleLines(base, { id, headline }) {
  return [headline, ...formatLines(`${base}/articles/${id}`)].join('\n')
}

/** What to open, the token, and how to post an article. */
export function welcomeLines({ base, token, from, mailbox, mailServer, briefings: [first, ...others] }) {
  return [
    'Wirebrief is running; Ctrl-C ends it.',
    '',
    ...aligned({ home: `${base}/` }),
    ...(first ? ['', `Briefing “${first}”`, ...formatLines(`${base}/briefings/${first}`)] : []),
    ...others.flatMap((slug) => ['', `Briefing “${slug}”`, ...aligned({ 'web page': `${base}/briefings/${slug}` })]),
    '',
    mailbox ? `Mail is not sent; it arrives at ${mailbox}/` : `Mail really leaves, from ${from} by ${mailServer}`,
    '',
    'Admin token, from .dev.vars',
    `  ${token}`,
    '',
    'Post an article: the first line is its headline',
    `  ${curlLine(base, token)}`,
    ...(first ? ['', `Mail an edition of “${first}” to those who subscribe`, `  ${sendLine(base, token, first)}`] : []),
    '',
  ].join('\n')
}

function formatLines(link) {
  return aligned(Object.fromEntries(Object.entries(FORMATS).map(([name, suffix]) => [name, link + suffix])))
}

function aligned(links) {
  return Object.entries(links).map(([name, link]) => `  ${name.padEnd(10)}${link}`)
}

function curlLine(base, token) {
  const story = String.raw`Harbour bridge reopens\nThe bridge reopened on Monday, engineer Ana Kole told the Quay Post.\n`
  return `printf '${story}' | curl -H 'Authorization: Bearer ${token}' -H 'Content-Type: text/plain' --data-binary @- ${base}/api/articles`
}

function sendLine(base, token, slug) {
  return `curl -H 'Authorization: Bearer ${token}' -H 'Content-Type: application/json' -d '{"send": true}' ${base}/api/briefings/${slug}/editions`
}
