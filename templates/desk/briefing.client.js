// A form with `data-follow`, which names parts of its page: they follow what is typed, and so do the frames beside it. Without this, “Preview” and
// the buttons show the page anew.

const form = document.querySelector('form[data-follow]')
const PAUSE = 900

if (form) {
  followTyping()
  pressInPlace()
  showAll()
}
suggestSeveral()

/** A while after the last change the frames, the articles and the due times are shown anew. */
function followTyping() {
  let waiting
  let shown = asSent().toString()
  const show = () => {
    const now = asSent().toString()
    if (now === shown) return
    shown = now
    showAll()
    void renew('look', form.dataset.follow.split(' '))
  }
  const later = () => {
    clearTimeout(waiting)
    waiting = setTimeout(show, PAUSE)
  }
  form.addEventListener('input', later)
  form.addEventListener('change', later)
}

/** A button with `data-stay` changes the part of the page that it names, and the editor stays where they are. */
function pressInPlace() {
  form.addEventListener('submit', async (event) => {
    const button = event.submitter
    const part = button?.dataset.stay
    if (!part) return
    event.preventDefault()
    if (part === 'previews') return showAll()
    const { value } = button
    await renew(value, [part], true)
    // The button may be gone, as "Pin" is where something is pinned now: its neighbour is nearest.
    const subject = value.slice(value.indexOf(':'))
    const again = form.querySelector(`button[value="${CSS.escape(value)}"]`) ?? form.querySelector(`button[value$="${CSS.escape(subject)}"]`)
    const target = again ?? document.getElementById(part)
    target?.focus()
    showAll()
  })
}

/** Has the page made anew from the form, and takes over parts of it. What somebody is typing in is left alone. */
async function renew(act, parts, isPressed = false) {
  const sent = asSent()
  sent.set('act', act)
  const answer = await fetch(form.action, { method: 'POST', body: sent }).catch(() => null)
  if (!answer?.ok) return
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html')
  for (const part of parts) {
    const [now, next] = [document.getElementById(part), fresh.getElementById(part)]
    if (now && next && (isPressed || !now.contains(document.activeElement))) now.replaceWith(next)
  }
}

function asSent() {
  return new URLSearchParams(new FormData(form))
}

/** Sends the form as it stands to each frame. A new frame each time, so that going back leaves the page and not a frame. */
function showAll() {
  for (const frame of document.querySelectorAll('iframe[data-preview]')) {
    const fresh = frame.cloneNode()
    fresh.removeAttribute('src')
    frame.replaceWith(fresh)
    const sent = document.createElement('form')
    Object.assign(sent, { method: 'post', action: fresh.dataset.preview, target: fresh.name, hidden: true })
    for (const [name, value] of new FormData(form)) {
      const field = document.createElement('input')
      Object.assign(field, { type: 'hidden', name, value })
      sent.append(field)
    }
    document.body.append(sent)
    sent.submit()
    sent.remove()
  }
}

/** A field with `data-several` is offered what follows its last comma. */
function suggestSeveral() {
  document.addEventListener('input', ({ target }) => {
    if (target.dataset?.several === undefined || !target.list) return
    const before = /^.*[,;]\s*/.exec(target.value)?.[0] ?? ''
    for (const option of target.list.options) {
      option.dataset.word ??= option.value
      option.value = before + option.dataset.word
    }
  })
}
