const PATIENCE = 20_000

/**
 * Somebody with a browser of their own, who sees one page at a time. What no page may do is noted in `troubles`: an error in the console, a
 * request to another host, an answer of 400 and more that was not expected.
 * @param {import('playwright-core').Browser} browser
 * @param {{ base: string, hosts: string[], context?: import('playwright-core').BrowserContextOptions }} options
 */
export async function openVisitor(browser, { base, hosts, context: options = {} }) {
  const context = await browser.newContext({ baseURL: base, viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce', ...options })
  context.setDefaultTimeout(PATIENCE)
  const troubles = []
  const expected = new Set()
  watch(context, { hosts, troubles, expected })
  const page = await context.newPage()

  /** Does something that is answered with a status of 400 or more, and only then is that no trouble. */
  async function meets(status, act) {
    expected.add(status)
    const [answer] = await Promise.all([page.waitForResponse((response) => response.status() === status), act()])
    await answer.finished()
    await page.waitForLoadState()
    expected.delete(status)
  }

  /** Answers the next question that the browser asks; waits until it was asked. */
  async function answers(word) {
    const question = await page.waitForEvent('dialog')
    await (word === 'yes' ? question.accept() : question.dismiss())
  }

  return { context, page, meets, answers, troubles, close: () => context.close() }
}

function watch(context, { hosts, troubles, expected }) {
  context.on('console', (message) => {
    // Chromium's line about an answer; the answer itself is looked at below.
    if (message.type() === 'error' && !message.text().includes('the server responded with a status of'))
      troubles.push(`console: ${message.text()}`)
  })
  context.on('weberror', (error) => troubles.push(`script: ${error.error().message}`))
  context.on('request', (request) => {
    const url = new URL(request.url())
    if (url.protocol.startsWith('http') && !hosts.includes(url.origin)) troubles.push(`asked another host: ${url.href}`)
  })
  context.on('response', (response) => {
    if (response.status() >= 400 && !expected.has(response.status())) troubles.push(`${response.status()} from ${response.url()}`)
  })
}
