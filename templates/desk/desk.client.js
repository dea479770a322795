// What the desk does beyond plain forms. Each part finds its elements by a data attribute, and the pages work without any of it.

askBeforeActing()
offerCopying()
lookAgain()

/** A button with `data-ask` acts only after its question was answered with yes. */
function askBeforeActing() {
  document.addEventListener('submit', (event) => {
    const question = event.submitter?.dataset.ask
    if (question && !window.confirm(question)) event.preventDefault()
  })
}

/** A field with `data-copy` gets a button that copies it. */
function offerCopying() {
  for (const field of document.querySelectorAll('[data-copy]')) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'second'
    button.textContent = 'Copy'
    button.addEventListener('click', async () => {
      field.select()
      await navigator.clipboard.writeText(field.value)
      button.textContent = 'Copied'
    })
    field.after(button)
  }
}

/** What is marked with `data-again`, a number of seconds, is fetched anew while it stands there: for work that goes on elsewhere. */
function lookAgain() {
  const live = document.querySelector('[data-again]')
  if (!live) return
  setTimeout(async () => {
    const answer = await fetch(location.href).catch(() => null)
    if (answer?.ok) {
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById(live.id)
      if (fresh && !fresh.isEqualNode(live)) {
        // Whoever is on a link of it by keyboard stays on it.
        const held = live.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null
        live.replaceWith(fresh)
        if (held) fresh.querySelector(`a[href="${CSS.escape(held)}"]`)?.focus({ preventScroll: true })
      }
    }
    lookAgain()
  }, Number(live.dataset.again) * 1000)
}
