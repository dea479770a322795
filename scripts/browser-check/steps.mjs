import { check, expect } from '../clone-check/steps.mjs'
import { flawsOf } from './looks.mjs'

/** Where a picture is left of each page on which a step failed. */
const { BROWSER_CHECK_KEEP: keep } = process.env

/**
 * The steps of one visitor's way: each does something, and then the page is looked at as it stands, unless it is looked at elsewhere. Once one
 * cannot be done, those after it are not tried.
 * @param {Awaited<ReturnType<typeof import('./visitor.mjs').openVisitor>>} visitor
 */
export function stepsOf({ page, troubles }, { looks = true } = {}) {
  let stuck = ''

  return function step(name, act, { looked = looks } = {}) {
    return check(name, async () => {
      expect(stuck === '', `not reached, because of “${stuck}”`)
      await act().catch(async (error) => {
        stuck = name
        if (keep) await page.screenshot({ path: `${keep}/${name.replaceAll(/\W+/g, '-')}.png`, fullPage: true })
        throw new Error(inOneLine(error))
      })
      const flaws = looked ? await flawsOf(page) : []
      flaws.push(...troubles.splice(0))
      expect(flaws.length === 0, flaws.join('; '))
    })
  }
}

/** Playwright tells at length what it tried; what it waited for is enough. */
function inOneLine({ message }) {
  const [first = '', ...rest] = message.replace(/\u001B\[\d+m/g, '').split('\n')
  const waited = rest.find((line) => line.includes('waiting for'))
  return waited ? `${first} ${waited.trim()}` : first
}
