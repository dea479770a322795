import { expect } from '../clone-check/steps.mjs'
import { heading, logIn } from './log-in.mjs'

const TITLE = 'By plain forms'
const STORY = `Clock tower of Eastmere strikes again
The clock of Eastmere struck at noon on Monday for the first time in nine years, mayor Ida Quill told the Eastmere Post.

“It is eleven seconds late, and we will keep it so,” said Quill.

The work took four clockmakers two winters and cost 80,000 crowns, according to the town.
`

/** The first half of the way once more in a browser that runs no script: plain forms do all of it. */
export async function checkWithoutScript({ page, step }, { token }) {
  await step('without script: logging in', async () => {
    await page.goto('/desk/articles/new')
    await logIn(page, token)
    await heading(page, 'Bring in an article')
  })
  await step('without script: a text is pasted, and shown beside its body', async () => {
    await page.getByLabel('Text', { exact: true }).fill(STORY)
    await page.getByLabel('Topics').fill('eastmere')
    await page.getByRole('button', { name: 'Read it' }).click()
    await page.locator('#evidence mark').first().waitFor()
  })
  await step('without script: rows are moved, and marked anew', async () => {
    const points = page.getByRole('textbox', { name: /^Point \d/ })
    const second = await points.nth(1).inputValue()
    await page.getByRole('button', { name: 'Up Point 2' }).click()
    await page.waitForLoadState()
    expect((await points.nth(0).inputValue()) === second, 'it did not change places')
  })
  await step('without script: a quotation is checked against the body', async () => {
    const quotation = page.getByRole('textbox', { name: /^Quotation \d/ }).first()
    const right = await quotation.inputValue()
    await quotation.fill('Nobody ever said this.')
    await page.getByRole('button', { name: 'Check against the body' }).click()
    await page.locator('.verdict.wrong').first().waitFor()
    await quotation.fill(right)
  })
  await step('without script: a role is put right, and the article is stored', async () => {
    await page.getByLabel('Role').first().fill('Mayor of Eastmere')
    await page.getByRole('button', { name: 'Store the article' }).first().click()
    await page.getByRole('status').getByText('Stored.').waitFor()
  })
  await step('without script: a briefing is made, and looked at before it is saved', async () => {
    await page.goto('/desk/briefings/new')
    await page.getByLabel('Title', { exact: true }).fill(TITLE)
    await page.getByLabel('With any of these topics').fill('eastmere')
    await page.getByRole('button', { name: 'Preview' }).first().click()
    const frame = page.frameLocator('iframe[name="preview-wide"]')
    await frame.getByRole('heading', { level: 1, name: TITLE }).waitFor()
    await page.getByRole('button', { name: /^Pin / }).first().click()
    await page.getByRole('button', { name: /^Unpin / }).waitFor()
    await page.getByRole('button', { name: 'Save' }).first().click()
    await page.getByRole('status').getByText('Saved.').waitFor()
  })
  await step('without script: an edition is frozen', async () => {
    await page.getByRole('navigation', { name: 'This briefing' }).getByRole('link', { name: 'Editions' }).click()
    await page.getByRole('button', { name: 'Freeze it', exact: true }).click()
    await page.getByRole('status').getByText('Frozen.').waitFor()
  })
}
