import { setTimeout as pause } from 'node:timers/promises'

const PATIENCE = 20_000

/** Waits until a mail for somebody is in the mailbox, and opens it. Answers what stands in it. */
export async function openMail({ page }, mailbox, { subject, to }) {
  const entry = page.getByRole('listitem').filter({ hasText: to }).getByRole('link', { name: subject })
  const until = Date.now() + PATIENCE
  await page.goto(`${mailbox}/`)
  while ((await entry.count()) === 0) {
    if (Date.now() > until) throw new Error(`no mail “${subject}” for ${to} has come`)
    await pause(250)
    await page.reload()
  }
  await entry.first().click()
  await page.locator('iframe').waitFor()
  return page.frameLocator('iframe')
}

/** Where a link in a mail leads: it opens beside the mail, and is looked at in the mail's place. */
export async function follow({ context, page }, link) {
  const [beside] = await Promise.all([context.waitForEvent('page'), link.click()])
  await beside.waitForLoadState()
  const address = beside.url()
  await beside.close()
  await page.goto(address)
}
