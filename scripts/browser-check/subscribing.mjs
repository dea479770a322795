import { heading } from './log-in.mjs'
import { follow, openMail } from './mailbox.mjs'

/** Who subscribes. */
export const EMAIL = 'ida@readers.example'

/** A reader signs up on the briefing's page, and confirms by the link that is mailed. */
export async function checkSubscribing(reader, { briefing, mailbox }) {
  const { page, step } = reader
  await step(
    'a reader finds the briefing on the first page',
    async () => {
      await page.goto('/')
      await page.getByRole('link', { name: briefing.title }).first().click()
      await heading(page, briefing.title)
    },
    { looked: false },
  )
  await step(
    'and its form',
    async () => {
      await page.locator(`a[href$="${briefing.public}/subscribe"]`).click()
      await page.getByRole('button', { name: 'Subscribe' }).waitFor()
    },
    { looked: false },
  )
  await step('signing up', async () => {
    await page.locator('#email').fill(EMAIL)
    await page.getByRole('button', { name: 'Subscribe' }).click()
    await page.getByRole('heading', { name: 'Now look into your mail' }).waitFor()
  })
  await step('the mail that came has a link to confirm', async () => {
    const mail = await openMail(reader, mailbox, { subject: briefing.title, to: EMAIL })
    await follow(reader, mail.getByRole('link', { name: 'Confirm the subscription' }))
    await page.getByRole('button', { name: 'Yes, send it to me' }).waitFor()
  })
  await step('confirming', async () => {
    await page.getByRole('button', { name: 'Yes, send it to me' }).click()
    await page.getByRole('heading', { name: 'You are subscribed' }).waitFor()
  })
}

/** The reader leaves by the link in the mail, and the editor sees it. */
export async function checkUnsubscribing(editor, reader, { briefing, mailbox }) {
  await reader.step('the mail has a link to unsubscribe', async () => {
    const mail = await openMail(reader, mailbox, { subject: `${briefing.title},`, to: EMAIL })
    await follow(reader, mail.getByRole('link', { name: 'Unsubscribe' }))
    await reader.page.getByRole('button', { name: 'Unsubscribe' }).waitFor()
  })
  await reader.step('unsubscribing', async () => {
    await reader.page.getByRole('button', { name: 'Unsubscribe' }).click()
    await reader.page.getByRole('heading', { name: 'You are unsubscribed' }).waitFor()
  })
  await editor.step(
    'the list says so',
    async () => {
      await editor.page.goto(`${briefing.desk}/subscribers`)
      const row = editor.page.getByRole('row').filter({ hasText: EMAIL })
      await row.getByRole('cell', { name: /^left / }).waitFor()
    },
    { looked: false },
  )
}
