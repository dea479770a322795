/** Words that say that someone says: the cues of quotations, reported statements and attributions. */

const PAST =
  'said told added asked wrote explained noted argued insisted concluded replied responded tweeted declared stated announced claimed warned ' +
  'recalled admitted acknowledged conceded contended maintained asserted alleged predicted suggested stressed emphasized emphasised urged ' +
  'continued quipped joked lamented mused remarked commented observed exclaimed shouted yelled screamed cried whispered called described ' +
  'dubbed labeled labelled branded denounced slammed blasted criticized criticised accused praised confirmed denied revealed disclosed ' +
  'testified repeated reiterated read pledged promised vowed boasted bragged complained protested objected countered retorted shot fired snapped ' +
  'interjected interrupted agreed believed thought felt wondered hoped feared expressed posted proclaimed pronounced reported advised cautioned ' +
  'counseled demanded ordered pleaded begged signaled indicated implied hinted mentioned pointed recounted related narrated elaborated clarified ' +
  'chanted intoned opined posited proposed quoted cited dismissed rejected referred deemed termed characterized characterised mocked ridiculed ' +
  'tweeted retweeted blogged texted emailed answered began finished finishes ended considered highlighted underlined underscored hailed welcomed condemned ' +
  'condemning rebuked chided blamed credited thanked apologized apologised swore speculated theorized reasoned summed urged calculated estimated ' +
  'assured reassured instructed informed notified discussed detailed outlined laid voiced echoed prayed sang sighed laughed muttered murmured ' +
  'dubbing lambasted trashed knocked decried deplored lauded touted portrayed depicted painted cast invoked referenced noticed'
const PRESENT =
  'says tells adds asks writes explains notes argues insists concludes replies responds tweets declares states announces claims warns recalls ' +
  'admits acknowledges concedes contends maintains asserts alleges predicts suggests stresses emphasizes urges continues jokes laments muses ' +
  'remarks comments observes exclaims shouts calls describes dubs labels denounces slams criticizes accuses praises confirms denies reveals ' +
  'testifies reads pledges promises vows boasts complains counters agrees believes thinks feels wonders hopes fears reports advises cautions ' +
  'demands hints mentions points recounts opines proposes dismisses rejects refers answers begins considers highlights quips say tell add argue ' +
  'believe insist claim call suggest note warn think quotes cites intones goes'
const ING =
  'saying telling adding asking writing explaining noting arguing insisting concluding replying tweeting declaring stating announcing claiming ' +
  'warning recalling admitting acknowledging contending maintaining asserting alleging predicting suggesting stressing emphasizing urging ' +
  'calling describing labeling quoting reading promising vowing complaining chanting shouting yelling'
const REPORTED =
  'said says told tells added adds stated states warned warns stressed stresses emphasized emphasised emphasizes noted notes reiterated reiterates ' +
  'mentioned mentions expressed expresses implied implies highlighted highlights urged urges argued argues claimed claims announced announces ' +
  'declared declares insisted insists explained explains confirmed confirms denied denies acknowledged acknowledges admitted admits predicted predicts ' +
  'suggested suggests believes believed estimated estimates promised promises pledged pledges vowed vows called calls considered considers ' +
  'underlined underscored cautioned testified contended contends maintained maintains asserted asserts alleged alleges reported reports ' +
  'recalled recalls conceded concedes complained complains agreed agrees discussed revealed disclosed concluded concludes wrote writes ' +
  'proposed proposes recommended recommends advised advises assured reassured rejected dismissed condemned welcomed praised criticized criticised accused'

let speech: ReadonlySet<string> | undefined
let reported: ReadonlySet<string> | undefined
const CORE = new Set(
  'said says told tells added asked wrote say tell replied explained continued tweeted writes adds asks argues argued noted notes'.split(
    ' ',
  ),
)

/** Whether a word in lower case is a verb of speech. */
export function isSpeech(word: string): boolean {
  return (speech ??= new Set(`${PAST} ${PRESENT} ${ING}`.split(' '))).has(word)
}

/** Whether it hardly means anything else. */
export function isPlainSpeech(word: string): boolean {
  return CORE.has(word)
}

/** Whether it makes a reported statement of a sentence whose subject is a source. */
export function isReporting(word: string): boolean {
  return (reported ??= new Set(REPORTED.split(' '))).has(word)
}
