import { expect } from '../clone-check/steps.mjs'

const SET = 'house-style'

/** The editor begins a template set of their own: what is wrong with its text is told with its line, and a click leads there. */
export async function checkTemplating({ page, answers, step }) {
  await step(
    'a template set is begun from the built-in text',
    async () => {
      await page.goto('/desk/templates')
      await page.getByLabel('Name of the set').fill(SET)
      await page.getByRole('button', { name: 'Open it' }).click()
      await page.getByRole('heading', { name: 'It can be used' }).waitFor()
    },
    { looked: false },
  )
  await step('a tag that does not exist is named while it is typed, and its link leads to the line', async () => {
    const text = page.getByLabel('The template')
    const good = await text.inputValue()
    await text.fill(`${good}\n<p>{{titel}}</p>\n`)
    await page.getByRole('heading', { name: 'It cannot be used yet' }).waitFor()
    await page
      .getByRole('link', { name: /^Line \d+/ })
      .first()
      .click()
    const chosen = await text.evaluate((area) => area.value.slice(area.selectionStart, area.selectionEnd))
    expect(chosen === '<p>{{titel}}</p>', `chosen is “${chosen}”`)
    await text.fill(`${good}\n<!-- the house style -->\n`)
    await page.getByRole('heading', { name: 'It can be used' }).waitFor()
  })
  await step(
    'leaving with what is not saved asks first',
    async () => {
      const asked = answers('no')
      await page.getByRole('link', { name: 'Overview' }).click({ noWaitAfter: true })
      await asked
    },
    { looked: false },
  )
  await step(
    'it is saved',
    async () => {
      await page.getByRole('button', { name: 'Save', exact: true }).click()
      await page.getByRole('status').getByText('Saved.').waitFor()
    },
    { looked: false },
  )
}
