import { heading } from './log-in.mjs'

/** Logging out ends the session itself: a cookie that somebody copied before opens nothing after. */
export async function checkLeaving(editor, thief) {
  const { cookies } = await editor.context.storageState()

  await editor.step(
    'logging out',
    async () => {
      await editor.page.goto('/desk')
      await editor.page.getByRole('button', { name: 'Log out' }).click()
      await heading(editor.page, 'Log in to the desk')
    },
    { looked: false },
  )
  await thief.step(
    'a cookie that was copied before opens nothing',
    async () => {
      await thief.context.addCookies(cookies)
      await thief.page.goto('/desk/articles')
      await heading(thief.page, 'Log in to the desk')
    },
    { looked: false },
  )
}
