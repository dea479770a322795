/** The language of a text, by its script and its most common words. */

const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Hiragana}|\p{Script=Katakana}/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Hebrew}/gu, 'he'],
  [/\p{Script=Greek}/gu, 'el'],
  [/\p{Script=Cyrillic}/gu, 'ru'],
  [/\p{Script=Devanagari}/gu, 'hi'],
  [/\p{Script=Bengali}/gu, 'bn'],
  [/\p{Script=Thai}/gu, 'th'],
  [/\p{Script=Georgian}/gu, 'ka'],
  [/\p{Script=Armenian}/gu, 'hy'],
  [/\p{Script=Tamil}/gu, 'ta'],
]
const COMMON: Readonly<Record<string, string>> = {
  en: 'the of and to in is that for was on with as said by at it from his be has have are he an were not this which but they',
  de: 'der die das und ist nicht ein eine mit für von auf dem den des im zu sich auch als werden wurde nach bei er sie es wie',
  fr: 'le la les des un une et est pas pour dans sur que qui au aux du il elle par avec ce cette sont ont plus été mais ou',
  es: 'el la los las del un una y es por con para que en se no su al lo como más pero sus fue ha este esta son sobre',
  pt: 'o a os as do da dos das um uma e é não para com que em se no na por mais foi ao como mas seu sua são também pelo',
  it: 'il lo la gli le un una e è non per con che di del della dei delle nel nella sono ha come più ma anche al alla si',
  nl: 'de het een en is niet van op in met voor dat die te zijn aan er ook door als bij naar maar heeft werd om uit over',
  pl: 'i w na z do nie się jest to że o dla od przez po jak za oraz ale był było jego które który tym są przed ma czy',
  cs: 'a v na se je že s z do o pro to ve za by ale jako jsou byl bylo podle také při jeho které který od po není už',
  sk: 'a v na sa je že s z do o pre to vo za by ale ako sú bol bolo podľa tiež pri jeho ktoré ktorý od po nie už',
  ro: 'și în de la cu pe nu este un o că din pentru care sunt a fost mai au prin după dar sau ca al ale lui',
  hu: 'a az és hogy nem is egy van volt meg de csak el már ez azt mint még kell lehet után pedig szerint',
  sv: 'och i att det som en på är av för med den till har de inte om ett var men från sig han hon efter',
  da: 'og i at det som en på er af for med den til har de ikke om et var men fra sig han hun efter blev',
  no: 'og i at det som en på er av for med den til har de ikke om et var men fra seg han hun etter ble',
  fi: 'ja on ei että se oli hän mutta ovat kun myös niin kuin joka sen ole mukaan jos tai vuonna',
  tr: 've bir bu da de için ile olarak çok daha olan gibi ancak kadar sonra ise değil dedi olduğunu',
  id: 'yang dan di dari untuk dengan pada ini itu dalam tidak adalah akan oleh juga ke mereka telah',
  vi: 'và của là có trong được cho không người một các với những để này đã khi từ',
  lt: 'ir yra kad su bei tai į iš ne apie po buvo už dėl kaip bet taip pat jis',
  hr: 'i u na je da se za su od s o koji koja kako nije iz ne bi će što kao ali',
}
const SAMPLE = 20_000
const FALLBACK = 'en'

let commonWords: ReadonlyMap<string, readonly string[]> | undefined

/** A BCP 47 tag for the language of a text; "en" where nothing tells. */
export function detectLanguage(text: string): string {
  const sample = text.slice(0, SAMPLE).toLowerCase()
  const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0
  let best = { count: latin, language: '' }
  for (const [pattern, language] of SCRIPTS) {
    // A Japanese text holds more Han than kana, and an English one may hold a foreign name.
    const count = (sample.match(pattern)?.length ?? 0) * (language === 'ja' ? 4 : 1)
    if (count > best.count) best = { count, language }
  }
  if (best.language === 'ru') return cyrillic(sample)
  if (best.language === 'ar') return /[پچژگ]/.test(sample) ? (/[ٹڈڑے]/.test(sample) ? 'ur' : 'fa') : 'ar'
  return best.language || latinLanguage(sample)
}

function cyrillic(text: string): string {
  const count = (pattern: RegExp) => text.match(pattern)?.length ?? 0
  if (/ў/.test(text)) return 'be'
  if (/[ђћџљњ]/.test(text)) return 'sr'
  if (/[ѓќѕ]/.test(text)) return 'mk'
  if (count(/[іїєґ]/g) > count(/[ыэёъ]/g)) return 'uk'
  if (/[әғқңөұүһ]/.test(text)) return 'kk'
  return count(/ъ/g) > 3 && !/[ыэё]/.test(text) ? 'bg' : 'ru'
}

function latinLanguage(text: string): string {
  const scores = new Map<string, number>()
  const table = (commonWords ??= languagesByWord())
  for (const word of text.match(/\p{L}+/gu) ?? []) {
    const languages = table.get(word) ?? []
    for (const language of languages) scores.set(language, (scores.get(language) ?? 0) + 1 / languages.length)
  }
  const [first] = [...scores].toSorted((a, b) => b[1] - a[1])
  return first && first[1] >= 2 ? first[0] : FALLBACK
}

function languagesByWord(): ReadonlyMap<string, readonly string[]> {
  const table = new Map<string, string[]>()
  for (const [language, words] of Object.entries(COMMON)) {
    for (const word of words.split(' ')) table.set(word, [...(table.get(word) ?? []), language])
  }
  return table
}
