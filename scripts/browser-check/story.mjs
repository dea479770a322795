import { readFileSync } from 'node:fs'

const SAMPLE = new URL('../../samples/school-kitchens.txt', import.meta.url)
const OWN = 'A school in Narva, which is not among the 32, has begun to do the same and will count its scraps from April.'

/**
 * What is pasted into the desk: the text of the file that SEED_ARTICLE names, or a sample as another paper would have it, which is then like one
 * that is here already.
 */
export function readStory({ SEED_ARTICLE } = process.env) {
  const text = SEED_ARTICLE ? readFileSync(SEED_ARTICLE, 'utf8') : `Narva follows: ${readFileSync(SAMPLE, 'utf8').trimEnd()}\n\n${OWN}\n`
  const [headline = '', ...paragraphs] = text.split('\n').flatMap((line) => line.trim() || [])
  return { text, headline, paragraphs, isLikeOne: !SEED_ARTICLE }
}
