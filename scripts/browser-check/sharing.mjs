import { expect } from '../clone-check/steps.mjs'
import { heading } from './log-in.mjs'

/** The editor shares the edition on their page, and a reader opens it. Answers the link. */
export async function checkSharing(editor, reader, { story }) {
  let link = ''

  await editor.step('the edition is shared by a link that is shown once', async () => {
    await editor.page.getByRole('navigation', { name: 'This edition' }).getByRole('link', { name: 'Share' }).click()
    await editor.page.getByRole('button', { name: 'Make the link' }).click()
    link = await editor.page.getByLabel('The new link').inputValue()
    expect(/\/s\/[\w-]{20,}$/.test(link), `it is ${link}`)
  })
  await editor.step(
    'a button copies it',
    async () => {
      await editor.page.getByRole('button', { name: 'Copy' }).click()
      await editor.page.getByRole('button', { name: 'Copied' }).waitFor()
      const copied = await editor.page.evaluate(() => navigator.clipboard.readText())
      expect(copied === link, `copied is “${copied}”`)
    },
    { looked: false },
  )
  await reader.step('somebody else opens it', async () => {
    await reader.page.goto(link)
    await reader.page.getByRole('heading', { name: story.headline }).first().waitFor()
  })
  return link
}

/** The editor revokes it: whoever has it finds nothing there. */
export async function checkRevoking(editor, reader, link) {
  await editor.step('the link is revoked, once it is certain', async () => {
    await editor.page.goto('/desk/shares')
    const revoke = editor.page.getByRole('button', { name: /^Revoke/ }).first()
    const refused = editor.answers('no')
    await revoke.click()
    await refused
    await revoke.waitFor()
    const agreed = editor.answers('yes')
    await revoke.click()
    await agreed
    await editor.page.getByRole('status').getByText('Revoked.').waitFor()
  })
  await reader.step('it leads nowhere any more', async () => {
    await reader.meets(404, () => reader.page.goto(link))
    await heading(reader.page, /./)
  })
}
