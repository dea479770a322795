/** Words for what people are: titles that stand before a name, and nouns that make a phrase a role. */

const TITLES =
  'Mr Mr. Mrs Mrs. Ms Ms. Mx Miss Dr Dr. Prof Prof. Professor Sir Dame Lord Lady Baroness Baron Sen Sen. Senator Rep Rep. Representative Congressman ' +
  'Congresswoman Gov Gov. Governor Lt Lt. Gen Gen. General Col Col. Colonel Capt Capt. Captain Sgt Sgt. Sergeant Maj Maj. Major Cmdr Cmdr. Commander Adm Adm. ' +
  'Admiral Lieutenant Cpl Corporal President Premier Chancellor King Queen Prince Princess Emperor Pope Cardinal Archbishop Bishop Father Sister Rev Rev. Reverend ' +
  'Pastor Rabbi Imam Sheikh Sheik Ayatollah Judge Justice Mayor Minister Secretary Ambassador Chairman Chairwoman Chairperson Chair Speaker Attorney ' +
  'Detective Officer Inspector Constable Chief Coach Councilman Councilwoman Councillor Alderman Commissioner Sheriff Director Del. Delegate Hon Hon. ' +
  'Deputy Vice Prime First Foreign Defense Defence Finance Interior Press Leader Spokesman Spokeswoman Former Ex-President Acting Retired Superintendent ' +
  'Assistant Undersecretary Associate Editor Correspondent Journalist Strategist Democrat Republican Staff Lieutenant Brig. Brigadier Taoiseach Senate House Majority Minority'
const ROLE_NOUNS =
  'minister president director mayor governor senator congressman congresswoman representative lawmaker legislator secretary chancellor ambassador envoy diplomat ' +
  'spokesman spokeswoman spokesperson chairman chairwoman chairperson chair chief head leader founder co-founder cofounder owner manager executive officer ceo cfo cto ' +
  'coo editor editor-in-chief reporter journalist correspondent columnist commentator author writer novelist poet historian professor lecturer teacher researcher ' +
  'scientist physicist chemist biologist economist sociologist psychologist virologist epidemiologist analyst expert fellow scholar adviser advisor strategist consultant ' +
  'pollster attorney lawyer prosecutor solicitor barrister judge justice magistrate sheriff police detective inspector commissioner superintendent coroner general colonel ' +
  'major captain lieutenant sergeant admiral commander soldier veteran pilot astronaut engineer architect designer developer programmer doctor physician surgeon ' +
  'neurosurgeon nurse paramedic pharmacist psychiatrist dentist actor actress singer musician composer rapper comedian dancer artist painter sculptor photographer filmmaker ' +
  'producer host presenter anchor broadcaster player striker midfielder goalkeeper quarterback coach trainer athlete swimmer runner boxer cyclist champion driver farmer ' +
  'fisherman baker chef shopkeeper businessman businesswoman entrepreneur investor banker billionaire trader broker activist campaigner organizer organiser volunteer ' +
  'member delegate councilman councilwoman councillor counsel treasurer clerk aide assistant deputy undersecretary official candidate nominee contender incumbent premier ' +
  'king queen prince princess pope cardinal archbishop bishop priest pastor reverend rabbi imam cleric sheikh monk nun student graduate resident neighbor neighbour witness ' +
  'survivor victim suspect mother father wife husband son daughter brother sister widow friend colleague partner worker employee union-leader principal dean rector provost ' +
  'curator librarian conductor dictator warlord rebel militant defector whistleblower operative surrogate staffer strategist moderator blogger publisher speaker minister-president ' +
  'vice-president vice-chairman vice-chair co-chair co-director co-author co-owner co-host conservationist ecologist geologist meteorologist climatologist oceanographer astronomer ' +
  'archaeologist anthropologist mathematician statistician demographer philosopher theologian linguist midwife firefighter harbourmaster harbormaster welder carpenter electrician miner ' +
  'conservative liberal democrat republican senator-elect president-elect lobbyist negotiator mediator rapporteur auditor ombudsman'

// Parts of a title that make none alone: "Foreign Affairs", "First Amendment".
const MODIFIERS = new Set(
  (
    'First Foreign Defense Defence Finance Interior Press Former Acting Retired Vice Prime Deputy Assistant Associate Staff Senate House Majority Minority ' +
    'Chief Democrat Republican Hon Chair Miss'
  ).split(' '),
)
const TITLE = new Set(TITLES.split(' '))
const ROLE = new Set(ROLE_NOUNS.split(' '))

/** Whether a capitalised word is a title before a name. */
export function isTitle(word: string): boolean {
  return TITLE.has(word) || TITLE.has(word.replace(/\.$/, ''))
}

/** Whether a title makes a person of the one capitalised word after it. */
export function isFullTitle(word: string): boolean {
  return isTitle(word) && !MODIFIERS.has(word)
}

/** Whether a word, in any case, singular or plural, says what someone is. */
export function isRole(word: string): boolean {
  const lower = word.toLowerCase()
  return ROLE.has(lower) || ROLE.has(lower.replace(/s$/, '')) || ROLE.has(lower.replace(/men$/, 'man').replace(/women$/, 'woman'))
}

/** Whether a title says no more than how to address someone. */
export function isCourtesy(word: string): boolean {
  return /^(?:Mr|Mrs|Ms|Mx|Miss|Dr|Sir|Dame|Lord|Lady|Hon)\.?$/.test(word)
}
