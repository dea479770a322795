import { readdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { readDocument, stem } from './document.mjs'

const SAMPLES = fileURLToPath(new URL('../../samples/', import.meta.url))
const READER = { email: 'reader@wirebrief.example', name: 'A Reader', consentSource: 'sample' }

/** Loads samples/ into an empty store, with a reader for the first briefing; answers how many articles there are then. */
export async function loadSamples(newsroom) {
  const articles = await sampleArticles()
  for (const article of articles) await newsroom.post(article)
  const briefings = await sampleBriefings()
  for (const briefing of briefings) await newsroom.putBriefing(stem(briefing), briefing)
  await newsroom.subscribe(stem(briefings[0]), { ...READER, consentedAt: new Date().toISOString() })
  return articles.length
}

/** The slugs of the sample briefings. */
export async function sampleSlugs() {
  const briefings = await sampleBriefings()
  return briefings.map(stem)
}

/** Structured ones first: plain text is sorted by the topics that are known by then. */
async function sampleArticles() {
  return [...(await documents('', '.json')), ...(await documents('', '.txt'))]
}

function sampleBriefings() {
  return documents('briefings/', '.json')
}

async function documents(folder, extension) {
  const names = await readdir(SAMPLES + folder)
  return Promise.all(
    names
      .filter((name) => name.endsWith(extension))
      .toSorted()
      .map((name) => readDocument(SAMPLES + folder + name)),
  )
}
