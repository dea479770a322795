import { spawnSync } from 'node:child_process'
import { chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const ELSEWHERE = ['/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', '/Applications/Chromium.app/Contents/MacOS/Chromium']
/** Nothing that calls home; no sandbox, which does not start for root; and few processes, of which each frame would start its own. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--renderer-process-limit=2',
  '--disable-site-isolation-trials',
]

/** The browser of this machine: the one that CHROMIUM names, or one in a usual place; null where there is none. */
export function findChromium({ CHROMIUM } = process.env) {
  const candidates = CHROMIUM ? [CHROMIUM] : [...NAMES, ...ELSEWHERE]
  return candidates.find((name) => spawnSync(name, ['--version'], { stdio: 'ignore' }).status === 0) ?? null
}

/** Starts it; it ends with this process at the latest. */
export function openChromium(name) {
  const executablePath = name.includes('/') ? name : pathOf(name)
  return chromium.launch({ executablePath, args: QUIET })
}

function pathOf(name) {
  return spawnSync('which', [name], { encoding: 'utf8' }).stdout.trim()
}
