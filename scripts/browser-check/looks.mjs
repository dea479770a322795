import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { setTimeout as pause } from 'node:timers/promises'

// Axe itself: its own adapter for Playwright looks into every frame, and a sandboxed one never answers.
const AXE = readFileSync(createRequire(import.meta.resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'), 'utf8')

const ALL = { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }
/** What may be different where only the colours are. */
const COLOURS = { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }
const WIDE = { width: 1280, height: 900 }
const NARROW = { width: 320, height: 900 }
const PATIENCE = 20_000

/** What is wrong with the page as it stands, in a line each: axe in light and dark, and whether it scrolls sideways, wide and narrow. */
export async function flawsOf(page) {
  const flaws = []
  await page.evaluate(AXE)
  flaws.push(...(await violations(page, 'light', ALL)), ...(await sideways(page, WIDE)))
  await page.emulateMedia({ colorScheme: 'dark' })
  flaws.push(...(await violations(page, 'dark', COLOURS)))
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(NARROW)
  flaws.push(...(await sideways(page, NARROW)))
  await page.setViewportSize(WIDE)
  return flaws
}

async function violations(page, scheme, runOnly) {
  const options = { runOnly, iframes: false, resultTypes: ['violations'] }
  const asked = page.evaluate((given) => globalThis.axe.run(document, given).then((results) => results.violations), options)
  const found = await Promise.race([asked, pause(PATIENCE, null, { ref: false })])
  if (!found) return [`${scheme}: axe gives no answer`]
  return found.flatMap(({ id, nodes }) => nodes.slice(0, 3).map(({ target }) => `${scheme}: ${id} at ${target.join(' ')}`))
}

async function sideways(page, { width }) {
  const wide = await page.evaluate(() => {
    const root = document.documentElement
    return root.scrollWidth > root.clientWidth ? root.scrollWidth : 0
  })
  return wide ? [`at ${width} px it scrolls sideways to ${wide}`] : []
}
