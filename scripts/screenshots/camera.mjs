import { fileURLToPath } from 'node:url'
import { heading, logIn } from '../browser-check/log-in.mjs'

const IMAGES = new URL('../../docs/images/', import.meta.url)
const DESK = { width: 1280, height: 1000 }

/** Takes pictures of pages, as big as a window, into docs/images. */
export async function openCamera(browser, base) {
  const page = await browser.newPage({ baseURL: base, colorScheme: 'light', reducedMotion: 'reduce' })

  async function take(name, path, size = DESK) {
    await page.setViewportSize(size)
    await page.goto(path)
    // The previews, which load by themselves.
    await page.waitForLoadState('networkidle')
    await page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, IMAGES)) })
    console.log(`docs/images/${name}.png`)
  }

  async function enterDesk(token) {
    await page.goto('/desk/login')
    await logIn(page, token)
    await heading(page, 'Overview')
  }

  return { take, enterDesk }
}
