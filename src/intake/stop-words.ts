/** Words too common to say what a text is about, English and some of its neighbours. */

const WORDS =
  'a about above after again against all also although am among an and another any are aren’t as at be because been before being below between both but by can can’t cannot could couldn’t ' +
  'did didn’t do does doesn’t doing don’t down during each either else even ever every few for from further had hadn’t has hasn’t have haven’t having he her here hers herself him himself his how ' +
  'however i i’m if in into is isn’t it it’s its itself just last least less let like made make many may me might more most much must my myself near nearly never new next no nor not now of off often ' +
  'on once one only onto or other our ours out over own per perhaps rather really same say says said she should since so some still such take than that that’s the their theirs them themselves then there ' +
  'these they this those though through thus to told too toward towards two under until up upon us use used using very was wasn’t way we well were weren’t what when where whether which while who whom whose ' +
  'why will with within without won’t would wouldn’t year years yet you your yours mr mrs ms dr according added asked called came come comes get gets getting go goes going got know known later long look ' +
  'monday tuesday wednesday thursday friday saturday sunday january february march april june july august september october november december people time day week month today ' +
  'der die das und ist nicht ein eine mit für von auf dem den des im zu sich auch als le la les des un une et est pas pour dans sur que qui el los las del una por con para не на и в що та з у до як за це від про что это как по из'
let words: ReadonlySet<string> | undefined

/** Whether a word, in lower case, is one of them. */
export function isStopWord(word: string): boolean {
  return (words ??= new Set(WORDS.replaceAll('’', "'").split(' '))).has(word.replaceAll('’', "'"))
}

/** A word cut to what its inflections share; crude, for counting only. */
export function stem(word: string): string {
  const lower = word.toLowerCase().replaceAll('’', "'")
  if (lower.length < 5) return lower.length > 3 ? lower.replace(/s$/, '') : lower
  return lower.replace(/(?:ies|ied)$/, 'y').replace(/(?:ations?|ings?|ed|es|s|ly)$/, '')
}
