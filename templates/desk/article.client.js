// What the pages that articles are written on do beyond plain forms. Without any of it the buttons send the form, and the server does the same.

if (document.querySelector('[data-guard]')) guardLeaving()
if (document.querySelector('[data-article]')) writeArticle()
for (const form of document.querySelectorAll('[data-drop]')) takeDroppedFile(form)

/** Leaving a form that holds what is not stored asks first. */
function guardLeaving() {
  let typed = false
  let sending = false
  document.addEventListener('input', (event) => {
    if (event.target.closest('[data-guard]')) typed = true
  })
  document.addEventListener('submit', (event) => {
    sending = event.target.matches('[data-guard]') && !event.defaultPrevented && event.submitter?.dataset.inplace === undefined
  })
  window.addEventListener('beforeunload', (event) => {
    if ((typed || document.querySelector('[data-guard="unsaved"]')) && !sending) event.preventDefault()
  })
}

/** The form of an article: checked while it is typed, its rows moved without leaving the page, and lit beside its body. */
function writeArticle() {
  const pending = new Map()
  const formNow = () => document.querySelector('[data-article]')

  document.addEventListener('input', ({ target }) => {
    if (!target.dataset.check) return
    clearTimeout(pending.get(target.id))
    pending.set(
      target.id,
      setTimeout(() => check(target), 400),
    )
  })
  document.addEventListener('change', ({ target }) => {
    if (target.dataset.check || target.id === 'body' || target.id === 'language') void markAgain(formNow())
  })
  document.addEventListener('submit', (event) => {
    if (!event.submitter || !('inplace' in event.submitter.dataset)) return
    event.preventDefault()
    void moveInPlace(formNow(), event.submitter)
  })
  document.addEventListener('click', ({ target }) => {
    const mark = target.closest('mark[data-of]')
    if (mark && String(getSelection()) === '') document.getElementById(mark.dataset.of.split(' ')[0])?.focus()
  })
  for (const name of ['pointerover', 'focusin']) document.addEventListener(name, ({ target }) => light(namesAt(target)))
  document.addEventListener('pointerout', () => light([]))
}

/** Asks whether what is typed stands in the body, and says so beside it. */
async function check(field) {
  const form = field.form
  const asked = field.value
  const sent = new FormData()
  sent.set('form-token', form.elements['form-token'].value)
  sent.set('kind', field.dataset.check)
  sent.set('text', asked)
  sent.set('body', form.elements.body.value)
  const answer = await fetch('/desk/articles/new/check', { method: 'POST', body: sent }).catch(() => null)
  const verdict = document.getElementById(`${field.id}-verdict`)
  if (!answer?.ok || !verdict || field.value !== asked) return
  const { stands, detail } = await answer.json()
  const wrong = !stands && field.dataset.check === 'quote'
  field.toggleAttribute('aria-invalid', wrong)
  if (wrong) field.setAttribute('aria-invalid', 'true')
  verdict.classList.toggle('wrong', wrong)
  if (verdict.textContent !== detail) verdict.textContent = detail
}

/** Marks the body anew and renews the verdicts; what is typed stays untouched. */
async function markAgain(form) {
  const page = await sendForm(form, form.querySelector('#look'))
  if (!page) return
  for (const fresh of page.querySelectorAll('[data-fresh]')) {
    const old = document.getElementById(fresh.id)
    if (!old) continue
    if (old.innerHTML !== fresh.innerHTML) old.innerHTML = fresh.innerHTML
    old.className = fresh.className
    if (fresh.lang) old.lang = fresh.lang
  }
}

/** Does what a button does to the rows, and goes on from where the server says. Where that fails the form is sent as without a script. */
async function moveInPlace(form, button) {
  const open = form.querySelector('details')?.open ?? false
  const scrolled = document.querySelector('.scroll-body')?.scrollTop ?? 0
  const page = await sendForm(form, button)
  if (!page) {
    delete button.dataset.inplace
    return form.requestSubmit(button)
  }
  const main = page.querySelector('main')
  document.querySelector('main').replaceWith(main)
  const details = main.querySelector('details')
  if (details && open) details.open = true
  const body = main.querySelector('.scroll-body')
  if (body) body.scrollTop = scrolled
  const next = main.querySelector('[autofocus]') ?? document.getElementById(button.id)
  next?.focus()
}

async function sendForm(form, button) {
  const answer = await fetch(form.action, { method: 'POST', body: new FormData(form, button) }).catch(() => null)
  const page = answer?.ok ? new DOMParser().parseFromString(await answer.text(), 'text/html') : null
  return page?.querySelector('[data-article]') ? page : null
}

/** The points and quotations that an element is of. */
function namesAt(target) {
  const within = target.closest?.('[data-item], mark[data-of]')
  return within ? (within.dataset.item ?? within.dataset.of).split(' ') : []
}

/** Lights points and quotations in the form, and where they stand in the body. */
function light(names) {
  for (const lit of document.querySelectorAll('.lit')) lit.classList.remove('lit')
  for (const name of names) {
    for (const mark of document.querySelectorAll(`mark[data-of~="${CSS.escape(name)}"], [data-item="${CSS.escape(name)}"]`)) {
      mark.classList.add('lit')
    }
  }
}

/** A file that is dropped on the form is the one to be read. */
function takeDroppedFile(form) {
  const input = form.querySelector('input[type="file"]')
  form.addEventListener('dragover', (event) => {
    if (![...event.dataTransfer.types].includes('Files')) return
    event.preventDefault()
    form.classList.add('over')
  })
  form.addEventListener('dragleave', () => form.classList.remove('over'))
  form.addEventListener('drop', (event) => {
    form.classList.remove('over')
    if (event.dataTransfer.files.length === 0) return
    event.preventDefault()
    input.files = event.dataTransfer.files
    input.focus()
  })
}
