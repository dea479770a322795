// Twenty articles that ask much of a mail: long headlines, four alphabets, quotations, roles, chains of attribution.

const PEOPLE = [
  { name: 'Solveig Ångström-Nuñez', role: 'head of grid planning at the Northern Isles Power Board' },
  { name: 'Олена Гайворонська', role: 'заступниця міського голови Полтави' },
  { name: 'Łukasz Żółtowski', role: 'harbour master' },
  { name: 'Δήμητρα Παπαδοπούλου', role: 'economist at the Institute for Island Studies in Athens' },
]

const TEXTS = [
  {
    language: 'en',
    headline: (n) => `Power board of the Northern Isles puts off its decision on cable number ${n} to the mainland`,
    dek: 'Members want to see the winter’s figures first',
    paragraphs: (n, speaker) => [
      `HOLM BAY — The Northern Isles Power Board on Tuesday put off its decision on cable number ${n} until the figures of the winter are in, members said after a meeting of six hours.`,
      `“We have been told three prices in three months, and nobody here could explain the third,” said ${speaker}, who chairs the group that planned it.`,
      `The cable would carry ${n * 12} megawatts and cost about ${n * 7} million pounds, of which the mainland would pay half.`,
      `Fishermen from the western skerries, who had come in four boats, left with the promise of a second hearing in February.`,
      `A survey of the seabed found no wreck on the route, and coral beside it.`,
    ],
    quote: 'We have been told three prices in three months, and nobody here could explain the third',
  },
  {
    language: 'uk',
    headline: (n) => `Полтава відкладає рішення про трамвайну лінію № ${n} до весни: депутати хочуть бачити витрати за зиму`,
    dek: 'Мешканці Лівого берега зібрали вісім тисяч підписів за те, щоб будівництво почалося вчасно',
    paragraphs: (n, speaker) => [
      `ПОЛТАВА — Міська рада у вівторок відклала рішення про трамвайну лінію № ${n} до весни, повідомили депутати після засідання, яке тривало шість годин.`,
      `«Нам тричі називали ціну, і жодного разу не пояснили, звідки вона взялася», — сказала ${speaker}.`,
      `Лінія завдовжки ${n} кілометрів має сполучити вокзал із лікарнею та двома школами.`,
      'Мешканці Лівого берега зібрали вісім тисяч підписів за те, щоб будівництво почалося вчасно.',
    ],
    quote: 'Нам тричі називали ціну, і жодного разу не пояснили, звідки вона взялася',
  },
  {
    language: 'de',
    headline: (n) =>
      `Hafenmeister warnt vor Überlastung: Schleuse ${n} an der Oberweser muss außerplanmäßig für mehrere Wochen geschlossen werden`,
    dek: 'Kähne weichen über die Unterhavel aus; die Genossenschaft der Schiffer rechnet mit Verlusten in Millionenhöhe',
    paragraphs: (n, speaker) => [
      `MINDEN — Die Schleuse ${n} an der Oberweser wird von Montag an für mehrere Wochen geschlossen, teilte das Amt für Wasserstraßen mit.`,
      `„Wir haben im Frühjahr gewarnt, im Sommer gewarnt und im Herbst noch einmal gewarnt“, sagte ${speaker} am Dienstag.`,
      `Täglich fahren dort ${n * 3} Kähne durch, die meisten mit Kies und Getreide.`,
      'Die Genossenschaft der Schiffer rechnet mit Verlusten in Millionenhöhe und verlangt einen Ausgleich.',
    ],
    quote: 'Wir haben im Frühjahr gewarnt, im Sommer gewarnt und im Herbst noch einmal gewarnt',
  },
  {
    language: 'el',
    headline: (n) => `Τα νησιά ζητούν ${n} νέα πλοία για τον χειμώνα και φθηνότερα εισιτήρια για τους μόνιμους κατοίκους`,
    dek: 'Η μελέτη κοστολογεί το σχέδιο σε εξήντα εκατομμύρια ευρώ τον χρόνο',
    paragraphs: (n, speaker) => [
      `ΑΘΗΝΑ — Οι δήμοι των μικρών νησιών ζήτησαν την Τρίτη ${n} νέα πλοία για τον χειμώνα, όπως ανακοίνωσαν μετά τη συνεδρίασή τους.`,
      `«Τον Ιανουάριο περιμέναμε έντεκα μέρες για ένα κουτί φάρμακα», είπε η ${speaker}.`,
      'Η μελέτη κοστολογεί το σχέδιο σε εξήντα εκατομμύρια ευρώ τον χρόνο.',
    ],
    quote: 'Τον Ιανουάριο περιμέναμε έντεκα μέρες για ένα κουτί φάρμακα',
  },
]

/** The articles, newest first, all with the topic "mail-check". */
export function articles(count = 20) {
  return Array.from({ length: count }, (_none, index) => article(index + 1))
}

function article(n) {
  // Some are in other languages, as in a briefing that reads far and wide.
  const text = TEXTS[n % 6 === 0 ? n / 6 : 0]
  const person = text.language === 'uk' ? PEOPLE[1] : PEOPLE[n % PEOPLE.length]
  const body = text.paragraphs(n, person.name)
  return {
    headline: text.headline(n),
    dek: text.dek,
    language: text.language,
    url: `https://courier.example/${text.language}/${n}?edition=late&page=${n}`,
    byline: ['Æsa Þórsdóttir'],
    publishedAt: new Date(Date.UTC(2026, 2, 20, 12) - n * 3_600_000).toISOString(),
    attribution: [
      { outlets: ['Coast Courier', 'Лівобережний вісник'], url: `https://courier.example/${n}`, form: 'report' },
      { outlets: ['Reuters'], url: null, form: 'interview' },
    ],
    topics: ['mail-check'],
    story: null,
    points: [{ text: body[2] }, { text: body.at(-1) }, { text: `The editor’s own words on number ${n}: cost & benefit < delay.` }],
    quotes: [{ text: text.quote, speaker: person.name, kind: 'direct' }],
    people: [person, PEOPLE[(n + 1) % PEOPLE.length]].filter(
      ({ name }, index, all) => all.findIndex((other) => other.name === name) === index,
    ),
    organisations: ['Northern Isles Power Board'],
    places: ['Holm Bay'],
    body,
  }
}

/** The briefing they make. */
export const BRIEFING = {
  title: 'Ранковий огляд: the Isles, der Hafen & τα νησιά — what moved overnight, and who said it first',
  description: 'For readers who want a page that is short, right, and traceable.',
  introduction:
    'Two councils put off what they had promised, and a lock closes. The naïve reading is that winter came early; the résumé of the reports below says money did.',
  timezone: 'Europe/Kyiv',
  select: { topics: { any: ['mail-check'] }, limit: 20 },
  sections: [{ title: 'Overnight', topics: ['mail-check'] }],
}

/** A correction for the first of them: the article again, and why. */
export function corrected(first) {
  return {
    ...first,
    dek: 'Members want the winter’s figures first; fishermen call it “a gift to diesel”',
    correction: 'An earlier version gave the fishermen’s words to a member of the board — «помилка».',
  }
}
