import { setTimeout as pause } from 'node:timers/promises'
import { openMail } from './mailbox.mjs'
import { EMAIL } from './subscribing.mjs'

const NOTE = 'The kitchen is in Narva, not in Tartu.'
const PATIENCE = 20_000

/** The editor mails the edition and sees what became of it; the reader reads it. */
export async function checkSending(editor, reader, { briefing, story, mailbox }) {
  const { page } = editor
  await editor.step(
    'mailing the edition asks first',
    async () => {
      await page.goto(`${briefing.desk}/editions/1`)
      const asked = editor.answers('no')
      await page.getByRole('button', { name: 'Mail it to 1 subscriber', exact: true }).click()
      await asked
      await page.getByRole('button', { name: 'Mail it to 1 subscriber', exact: true }).waitFor()
    },
    { looked: false },
  )
  await editor.step('it is mailed, and the ledger says that it was sent', async () => {
    const agreed = editor.answers('yes')
    await page.getByRole('button', { name: 'Mail it to 1 subscriber', exact: true }).click()
    await agreed
    await page.getByRole('status').getByText('On its way').waitFor()
    await ledgerSays(page, EMAIL, 'sent')
  })
  await reader.step(
    'the reader reads it in their mail',
    async () => {
      const mail = await openMail(reader, mailbox, { subject: `${briefing.title},`, to: EMAIL })
      await mail.getByRole('heading', { name: story.headline }).waitFor()
    },
    { looked: false },
  )
}

/** The article is corrected, and those who were sent the edition are told. */
export async function checkCorrecting(editor, reader, { briefing, article, link, mailbox }) {
  const { page } = editor
  await editor.step(
    'the article is corrected, with a note',
    async () => {
      await page.goto(article.address)
      await page.getByLabel('Role').first().fill(`${article.role}, in Narva`)
      await page.locator('input[name="change"][value="correction"]').check()
      await page.locator('[name="correction"]').fill(NOTE)
      await page.getByRole('button', { name: 'Save revision' }).click()
      await page.getByRole('status').getByText('Saved.').waitFor()
    },
    { looked: false },
  )
  await editor.step('the edition shows what was corrected since, and its readers are told', async () => {
    await page.goto(`${briefing.desk}/editions/1`)
    await page.locator('#corrections').getByText(NOTE).waitFor()
    const agreed = editor.answers('yes')
    await page.getByRole('button', { name: /^Mail 1 correction to 1 / }).click()
    await agreed
    await page.getByRole('status').getByText('on their way').waitFor()
    await ledgerSays(page, EMAIL, 'sent')
  })
  await reader.step(
    'the correction comes by mail',
    async () => {
      const mail = await openMail(reader, mailbox, { subject: 'Correction:', to: EMAIL })
      await mail.getByText(NOTE).last().waitFor()
    },
    { looked: false },
  )
  await reader.step('and stands above the shared link', async () => {
    await reader.page.goto(link)
    await reader.page.getByText(NOTE).first().waitFor()
  })
}

async function ledgerSays(page, email, state) {
  const row = page
    .locator('#ledger')
    .getByRole('row')
    .filter({ hasText: email })
    .filter({ has: page.getByRole('cell', { name: state, exact: true }) })
  const until = Date.now() + PATIENCE
  while ((await row.count()) === 0) {
    if (Date.now() > until) throw new Error(`the ledger does not say “${state}” of ${email}`)
    await pause(250)
    await page.reload()
  }
}
