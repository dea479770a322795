import { expect } from '../clone-check/steps.mjs'
import { heading } from './log-in.mjs'

const TITLE = 'What schools try'

/** The editor makes a briefing that has the article, watching what becomes of it, and freezes its first edition. Answers its slug and title. */
export async function checkComposing({ page, step }, { article, story }) {
  const slug = 'what-schools-try'

  await step(
    'a briefing begins as an empty form',
    async () => {
      await page.getByRole('link', { name: 'Briefings', exact: true }).click()
      await page.getByRole('link', { name: 'Make a briefing' }).click()
      await page.getByLabel('Title', { exact: true }).waitFor()
    },
    { looked: false },
  )
  await step(
    'the preview follows what is typed',
    async () => {
      await page.getByLabel('Title', { exact: true }).fill(TITLE)
      await page.getByLabel('With any of these topics').fill(article.topic)
      await framed(page, 'wide').getByRole('heading', { level: 1, name: TITLE }).waitFor()
      await framed(page, 'wide').getByText(story.headline).first().waitFor()
      await framed(page, 'md').getByText(`# ${TITLE}`).first().waitFor()
      await framed(page, 'mail-dark').getByRole('heading', { name: story.headline }).waitFor()
    },
    { looked: false },
  )
  await step(
    'an article is pinned from the keyboard without leaving the page',
    async () => {
      await page.getByRole('button', { name: /^Pin / }).first().focus()
      await page.keyboard.press('Enter')
      await page.getByRole('button', { name: /^Unpin / }).waitFor()
      expect((await page.getByLabel('Title', { exact: true }).inputValue()) === TITLE, 'what was typed is gone')
    },
    { looked: false },
  )
  await step(
    'it is saved',
    async () => {
      await page.getByRole('button', { name: 'Save' }).first().click()
      await page.getByRole('status').getByText('Saved.').waitFor()
      expect(new URL(page.url()).pathname === `/desk/briefings/${slug}`, `it is at ${page.url()}`)
    },
    { looked: false },
  )
  await step('it has no edition yet, and the page says how to make one', async () => {
    await page.getByRole('navigation', { name: 'This briefing' }).getByRole('link', { name: 'Editions' }).click()
    await page.getByText('There is no edition yet').waitFor()
  })
  await step('an edition is frozen', async () => {
    await page.getByRole('button', { name: 'Freeze it', exact: true }).click()
    await page.getByRole('status').getByText('Frozen.').waitFor()
    await heading(page, /Edition 1/)
    await framed(page, 'wide').getByText(story.headline).first().waitFor()
  })
  return { slug, title: TITLE, desk: `/desk/briefings/${slug}`, public: `/briefings/${slug}` }
}

function framed(page, view) {
  return page.frameLocator(`iframe[name="preview-${view}"]`)
}
