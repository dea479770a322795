import { adminOf } from '../mail-check/admin.mjs'
import { checkComposing } from './composing.mjs'
import { checkLeaving } from './leaving.mjs'
import { checkCorrecting, checkSending } from './mailing.mjs'
import { checkMadePages, checkPages } from './pages.mjs'
import { checkRevoking, checkSharing } from './sharing.mjs'
import { stepsOf } from './steps.mjs'
import { readStory } from './story.mjs'
import { checkSubscribing, checkUnsubscribing } from './subscribing.mjs'
import { checkTemplating } from './templating.mjs'
import { openVisitor } from './visitor.mjs'
import { checkWithoutScript } from './without-script.mjs'
import { checkWriting } from './writing.mjs'

/**
 * The whole check: a way through the desk from a pasted article to its correction in the mail; its first half once more without script; and
 * every page. Three people do it at the same time.
 */
export async function checkAll(browser, { base, mailbox, token }) {
  const visit = async (context = {}) => {
    const visitor = await openVisitor(browser, { base, hosts: [base, mailbox], context })
    return { ...visitor, step: stepsOf(visitor, { looks: context.javaScriptEnabled !== false }) }
  }
  const editor = await visit({ permissions: ['clipboard-read', 'clipboard-write'] })
  const [reader, thief, colleague, scriptless] = [await visit(), await visit(), await visit(), await visit({ javaScriptEnabled: false })]

  await Promise.all([
    checkWay({ editor, reader, thief }, { mailbox, token }),
    checkWithoutScript(scriptless, { token }),
    checkPages(colleague, { base, call: adminOf(base, token), token }),
  ])
}

async function checkWay({ editor, reader, thief }, { mailbox, token }) {
  const story = readStory()
  const article = await checkWriting(editor, { token, story })
  const briefing = await checkComposing(editor, { article, story })
  const link = await checkSharing(editor, reader, { story })
  await checkSubscribing(reader, { briefing, mailbox })
  await checkSending(editor, reader, { briefing, story, mailbox })
  await checkCorrecting(editor, reader, { briefing, article, link, mailbox })
  await checkUnsubscribing(editor, reader, { briefing, mailbox })
  await checkRevoking(editor, reader, link)
  await checkTemplating(editor)
  await checkMadePages(editor, { article, briefing })
  await checkLeaving(editor, thief)
}
