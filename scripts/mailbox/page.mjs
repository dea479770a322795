const STYLE = `
:root { color-scheme: light dark; }
body { margin: 0 auto; padding: 1rem; max-width: 56rem; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1 { font-size: 1.4rem; line-height: 1.25; margin: .5rem 0; }
.quiet { opacity: .75; font-size: .9rem; }
.mail { list-style: none; padding: 0; margin: 1rem 0; }
.mail li { padding: .6rem 0; border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
.mail a, .mail span { display: block; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem .8rem; margin: .8rem 0; }
dt { opacity: .75; }
dd { margin: 0; }
iframe { box-sizing: border-box; width: 100%; height: 75vh; margin: .8rem 0; border: 1px solid color-mix(in srgb, currentColor 30%, transparent); }
summary { cursor: pointer; padding: .4rem 0; }
pre { white-space: pre-wrap; font-size: .85rem; }
button { font: inherit; padding: .3rem .8rem; }
`

/** A whole page around its content, which is HTML already. */
export function page(title, content, head = '') {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
${head}
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
${content}
</body>
</html>
`
}

export function escapeHtml(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
}
