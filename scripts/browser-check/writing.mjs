import { expect } from '../clone-check/steps.mjs'
import { heading, logIn } from './log-in.mjs'

const TOPIC = 'narva'
const ROLE = 'spokeswoman of the check'

/** An editor comes, and brings in an article. Answers what it is then. */
export async function checkWriting({ page, meets, answers, step }, { token, story }) {
  let address = ''

  await step('the desk asks who comes', async () => {
    await page.goto('/desk/articles/new')
    await heading(page, 'Log in to the desk')
  })
  await step('a token that nobody made opens nothing, and it is said', async () => {
    await meets(401, () => logIn(page, 'a token that nobody made'))
    await page.getByRole('alert').getByText('This token opens nothing').waitFor()
  })
  await step('the right one leads to where the editor was going', async () => {
    await logIn(page, token)
    await heading(page, 'Bring in an article')
  })
  await step('nothing pasted is refused in words', async () => {
    await meets(422, () => page.getByRole('button', { name: 'Read it' }).click())
    await page.getByRole('alert').waitFor()
  })
  await step('a pasted text is shown beside its body, its points marked there', async () => {
    await page.getByLabel('Text', { exact: true }).fill(story.text)
    await page.getByLabel('Topics').fill(TOPIC)
    await page.getByRole('button', { name: 'Read it' }).click()
    await page.locator('#evidence mark.point').first().waitFor()
    expect((await page.getByLabel('Headline').inputValue()) === story.headline, 'its headline is not there')
    if (story.isLikeOne) await page.getByRole('heading', { name: 'Like something that is here already' }).waitFor()
  })
  await step(
    'leaving with what is not stored asks first',
    async () => {
      const asked = answers('no')
      await page.getByRole('link', { name: 'Overview' }).click({ noWaitAfter: true })
      await asked
      expect((await page.getByLabel('Headline').inputValue()) === story.headline, 'the form is gone')
    },
    { looked: false },
  )
  await step('the quote lock speaks up while a quotation is typed', () => typeQuotation(page, story), { looked: false })
  await step('rows are moved by the keyboard, and the focus goes along', () => movePoint(page), { looked: false })
  await step('a quotation that does not stand there is refused, and nothing typed is lost', async () => {
    const quotation = quotations(page).last()
    const right = await quotation.inputValue()
    await quotation.fill('Nobody ever said this.')
    await meets(422, () => store(page).click())
    await page.getByRole('alert').waitFor()
    const again = quotations(page).last()
    expect((await again.inputValue()) === 'Nobody ever said this.', 'what was typed is gone')
    expect((await again.getAttribute('aria-invalid')) === 'true', 'the field is not marked')
    await again.fill(right)
  })
  await step(
    'a role is put right, and the article is stored',
    async () => {
      await rolesOf(page)
      await page.getByLabel('Role').first().fill(ROLE)
      await store(page).click()
      await page.getByRole('status').getByText('Stored.').waitFor()
      expect((await page.getByLabel('Role').first().inputValue()) === ROLE, 'the role is not stored')
      address = new URL(page.url()).pathname
    },
    { looked: false },
  )
  return { address, id: address.slice('/desk/articles/'.length), topic: TOPIC, role: ROLE }
}

async function typeQuotation(page, { paragraphs }) {
  await page.getByRole('button', { name: 'Add a quotation' }).click()
  const quotation = quotations(page).last()
  await page.waitForFunction(() => document.activeElement?.matches('[data-check="quote"]'))
  const verdict = page.locator(`#${await quotation.getAttribute('id')}-verdict`)
  expect((await verdict.getAttribute('aria-live')) === 'polite', 'its verdict is not told to who listens')
  await page.keyboard.type('Nobody ever said this.')
  await verdict.and(page.locator('.wrong')).waitFor()
  await quotation.fill(paragraphs[0])
  await verdict.getByText('To the letter').waitFor()
  await quotation.blur()
  await page
    .locator(`#evidence mark[data-of~="${await quotation.getAttribute('id')}"]`)
    .first()
    .waitFor()
}

async function movePoint(page) {
  const points = page.getByRole('textbox', { name: /^Point \d/ })
  const [first, second] = [await points.nth(0).inputValue(), await points.nth(1).inputValue()]
  await page.getByRole('button', { name: 'Up Point 2' }).focus()
  await page.keyboard.press('Enter')
  await page.waitForFunction((text) => document.querySelector('[data-check="point"]').value.trim() === text.trim(), second)
  expect((await points.nth(1).inputValue()) === first, 'the other one did not change places')
  const focused = await page.evaluate(() => document.activeElement?.id ?? '')
  expect(focused.startsWith('point-'), `the focus is at “${focused}”`)
}

/** An article that names nobody gets somebody. */
async function rolesOf(page) {
  if ((await page.getByLabel('Role').count()) > 0) return
  await page.getByRole('button', { name: 'Add a person' }).click()
  await page.getByLabel('Name, Person').fill('Ida Quill')
}

function quotations(page) {
  return page.getByRole('textbox', { name: /^Quotation \d/ })
}

function store(page) {
  return page.getByRole('button', { name: 'Store the article' }).first()
}
