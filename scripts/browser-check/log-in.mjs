/** Gives a token at the desk's door, wherever one was going. */
export async function logIn(page, token) {
  await page.getByLabel('Token').fill(token)
  await page.getByRole('button', { name: 'Log in' }).click()
}

/** Waits for the heading of a page. */
export function heading(page, name) {
  return page.getByRole('heading', { level: 1, name }).waitFor()
}
