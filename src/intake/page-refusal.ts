import type { PageClaims } from './page-claims.ts'

/** Why a page that could be read is not an article. No I/O. */

/** Fewer letters than any report has, however short. */
const LEAST = 140
/** Pages with more than this are articles about errors and logins, not errors and logins. */
const LITTLE = 1200

const MISSING =
  /\b404\b|\b(?:page|article|story|post|content|url)\b.{0,40}\b(?:not found|(?:could not|cannot|can.?t|couldn.t) be found|(?:does not|doesn.t|no longer) exists?|(?:is )?no longer available|unavailable|has (?:been )?(?:moved|removed|deleted))|^(?:oops|not found|error\b)|nicht gefunden|introuvable|no encontrad|non trovata|не найдена|не знайдено|nie znaleziono/iu
const LOGIN =
  /\b(?:log ?in|sign ?in|sign ?up|subscribe|register|create (?:a|an|your)(?: free)? account|become a (?:member|subscriber))\b.{0,40}\b(?:to (?:continue|read|view|access|keep reading|see|your account)|required|for full access)|\b(?:subscriber|member)s?[- ]only\b|already (?:a|an) (?:subscriber|member)\b|forgot(?:ten)? (?:your )?password/i
const ROBOT =
  /\b(?:verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|checking your browser|just a moment|enable javascript and cookies|access denied|unusual traffic|attention required|captcha)\b/i

/** Whether what a page shows could be an article at all; looking for one takes longest where there is none. */
export function isWorthReading(text: string): boolean {
  return weight(text) >= LEAST
}

/** Why there is no article in it, or null. `text` is all that the page shows, `body` what was taken for an article. */
export function refusalOfContent(claims: PageClaims, text: string, body: readonly string[], hasPassword: boolean): string | null {
  const size = weight(body.join(' '))
  const titles = [claims.title ?? '', ...claims.headings].join('\n')
  if (weight(text) === 0) return 'the page is empty: it shows no text'
  if (size < LITTLE) {
    if (claims.title !== null && MISSING.test(titles) && !claims.linked.isArticle)
      return 'the page says that there is nothing at this address'
    if (ROBOT.test(titles) || (size < LEAST && ROBOT.test(text.slice(0, 5000))))
      return 'the page asks whether a person is reading it, and has no article'
    if (hasPassword || LOGIN.test(titles) || (size < LITTLE / 2 && LOGIN.test(text.slice(0, 20_000))))
      return 'the page wants a login or a subscription, and shows no whole article'
  }
  return size < LEAST ? `the page has too little text for an article: ${size} letters, where ${LEAST} are the least` : null
}

/** Letters and digits, counted up to where no more matter; one of a script without spaces counts for three. */
function weight(text: string): number {
  let count = 0
  for (const [run] of text.matchAll(/[\p{L}\p{N}]+/gu)) {
    if (count >= LITTLE) break
    count += run.length
    if (/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(run)) count += 2 * run.length
  }
  return count
}
