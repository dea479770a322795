import type { Random } from './random.ts'

/** Words in no order, so that no two texts are taken for copies of each other. */
export function sentenceOf(random: Random): string {
  return Array.from({ length: 14 }, () => WORDS[random.int(WORDS.length)]).join(' ')
}

const WORDS =
  'harbour lock ferry bridge mayor tide plant council vote storm grain price rail strike court ruling budget port crane fleet survey coast valley river dam tunnel school clinic market bond wage tariff vessel pilot cargo customs border talks envoy treaty sensor orbit probe reactor glacier orchard vineyard festival archive'.split(
    ' ',
  )
