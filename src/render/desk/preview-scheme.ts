/** A page or mail as one who has set their screen to light or dark sees it, whatever the screen that it is shown on is set to. */
export function inScheme(html: string, scheme: 'light' | 'dark'): string {
  const other = scheme === 'dark' ? 'light' : 'dark'
  const settle = (css: string) =>
    css
      .replaceAll(new RegExp(`\\(\\s*prefers-color-scheme\\s*:\\s*${scheme}\\s*\\)`, 'gi'), '(min-width: 0)')
      .replaceAll(new RegExp(`\\(\\s*prefers-color-scheme\\s*:\\s*${other}\\s*\\)`, 'gi'), '(max-width: 0)')
      .replaceAll(/(color-scheme\s*:\s*)(?:light dark|dark light)/gi, `$1${scheme}`)
  return html
    .replaceAll(/(<style\b[^>]*>)([\s\S]*?)(<\/style)/gi, (_all, start: string, css: string, end: string) => start + settle(css) + end)
    .replaceAll(/(<meta name="(?:color-scheme|supported-color-schemes)" content=")[^"]*(")/gi, `$1${scheme}$2`)
}

/** Has links open beside the desk, not within its frame. */
export function withLinksOutside(html: string): string {
  return html.replace(/<head\b[^>]*>/i, (head) => `${head}<base target="_blank">`)
}
