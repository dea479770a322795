// The editor of a template: the link of a fault leads to its line. Without this it leads to the text, and the line stands beside the link.

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[data-line]')
  const text = document.getElementById('text')
  if (!link || !text) return
  event.preventDefault()
  selectLine(text, Number(link.dataset.line))
})

function selectLine(text, line) {
  const lines = text.value.split('\n')
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  text.focus()
  text.setSelectionRange(start, start + (lines[line - 1] ?? '').length)
  text.scrollTop = (text.scrollHeight * (line - 1)) / lines.length - text.clientHeight / 3
  text.scrollLeft = 0
}
