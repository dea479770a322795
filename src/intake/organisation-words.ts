/** Words that make a run of capitals an organisation, and organisations known by name or letters. */

const HEADS =
  'University College School Institute Institution Academy Ministry Department Agency Bureau Office Council Committee Commission Court Parliament Congress Senate Assembly Duma ' +
  'Rada Knesset Bundestag Cabinet Government Administration Authority Service Services Force Forces Army Navy Police Guard Party Union Federation Association Society Foundation ' +
  'Trust Fund Bank Group Holdings Company Corporation Corp Corp. Inc Inc. Ltd Ltd. LLC PLC GmbH AG SA Industries Motors Airlines Airways Hospital Clinic Center Centre ' +
  'Museum Gallery Orchestra Theatre Theater Church League Club Team Alliance Coalition Network Organization Organisation Board Chamber Exchange Stock Laboratory Laboratories Labs ' +
  'Times Post Courier Dispatch Inquirer Sentinel Examiner Journal News Tribune Herald Gazette Chronicle Observer Telegraph Guardian Magazine Press Radio Television Broadcasting Media Project Initiative Campaign Caucus ' +
  'Partnership Systems Technologies Technology Energy Pharmaceuticals Partners Capital Ventures Consulting Insurance Records Entertainment Pictures Studios Brothers Sons Command Corps ' +
  'Secretariat Treasury Registry Tribunal Embassy Consulate Mission Directorate Inspectorate Task Amendment Act Bill Treaty Agreement Accord Amendments Street Avenue Road Square Bridge River Lake Mountain Valley Island Islands Airport Station Stadium Park Hall House Palace Hotel Plaza Tower County District City Township Prize Award Awards Cup Series Games Day Week Month War Revolution Summit Forum Conference Convention Debate Cooperative Co-operative Syndicate Brigade Battalion Regiment Fleet Tank'
const PLAIN_HEADS = new Set(
  'Office Service Services Force Forces Guard Group Team Center Centre Board Court School Church Network Project Campaign Media News Press Stock Task Tank Records Command Fleet Capital Times Post Energy Mission Sons Brothers Club Company Government Administration'.split(
    ' ',
  ),
)
const KNOWN =
  'NATO|EU|UN|WHO|UNICEF|UNESCO|UNHCR|WTO|IMF|OECD|OPEC|ASEAN|G7|G20|IAEA|OSCE|ICC|ICJ|Interpol|Europol|World Bank|European Commission|European Parliament|European Council|' +
  'European Central Bank|Council of Europe|African Union|Arab League|Red Cross|Amnesty International|Human Rights Watch|Greenpeace|Oxfam|Médecins Sans Frontières|Doctors Without Borders|' +
  'Save the Children|Transparency International|FBI|CIA|NSA|NASA|FDA|CDC|EPA|FEMA|IRS|SEC|FCC|FAA|DNC|RNC|NRA|ACLU|NAACP|AFL-CIO|GOP|White House|Pentagon|Kremlin|State Department|' +
  'Justice Department|Treasury Department|Supreme Court|House of Representatives|House of Commons|House of Lords|Downing Street|Scotland Yard|MI5|MI6|NHS|Bank of England|Federal Reserve|' +
  'Wall Street Journal|Hamas|Hezbollah|Taliban|Islamic State|ISIS|ISIL|al-Qaeda|Boko Haram|FIFA|UEFA|IOC|NBA|NFL|FDP|CDU|SPD|Tories|Labour|Google|Apple|Microsoft|Amazon|Facebook|Meta|' +
  'Twitter|Tesla|SpaceX|Boeing|Airbus|Volkswagen|Siemens|Toyota|Samsung|Huawei|Gazprom|Rosneft|Naftogaz|Ukrenergo|Energoatom|Shell|BP|ExxonMobil|Chevron|TotalEnergies|Netflix|YouTube|' +
  'OpenAI|IBM|Intel|Nvidia|Uber|Airbnb|Walmart|Pfizer|Moderna|AstraZeneca|BioNTech|Johnson & Johnson|Goldman Sachs|JPMorgan Chase|Morgan Stanley|HSBC|UBS|Credit Suisse|Deutsche Bank|' +
  'Lockheed Martin|Rheinmetall|BAE Systems|Maersk|Nestlé|Unilever|Ikea|McDonald’s|Starbucks|Coca-Cola|Harvard|Oxford University|Cambridge University|Verkhovna Rada|State Duma|Bundestag|' +
  'Security Service of Ukraine|SBU|FSB|GRU|Mossad|Shin Bet|IDF|PLO|Fatah|PKK|Mercosur|BRICS|CARICOM|ECOWAS|World Food Programme|WFP|UNRWA|International Committee of the Red Cross|' +
  'International Criminal Court|International Court of Justice|Vatican|Holy See'
const ALIASES: Readonly<Record<string, string>> = {
  'North Atlantic Treaty Organization': 'NATO',
  'North Atlantic Treaty Organisation': 'NATO',
  Nato: 'NATO',
  'European Union': 'EU',
  'E.U.': 'EU',
  'United Nations': 'UN',
  'U.N.': 'UN',
  'World Health Organization': 'WHO',
  'World Health Organisation': 'WHO',
  'International Monetary Fund': 'IMF',
  'I.M.F.': 'IMF',
  'World Trade Organization': 'WTO',
  'International Atomic Energy Agency': 'IAEA',
  'Federal Bureau of Investigation': 'FBI',
  'F.B.I.': 'FBI',
  'Central Intelligence Agency': 'CIA',
  'C.I.A.': 'CIA',
  'National Security Agency': 'NSA',
  'Environmental Protection Agency': 'EPA',
  'Food and Drug Administration': 'FDA',
  'Republican National Committee': 'RNC',
  'Democratic National Committee': 'DNC',
  'National Rifle Association': 'NRA',
  'United Nations Security Council': 'UN Security Council',
  'U.N. Security Council': 'UN Security Council',
  'Security Council': 'UN Security Council',
  'International Criminal Court': 'ICC',
  'International Court of Justice': 'ICJ',
  'Organization for Security and Co-operation in Europe': 'OSCE',
  'World Food Programme': 'WFP',
  'World Food Program': 'WFP',
  НАТО: 'NATO',
  ЄС: 'EU',
  ООН: 'UN',
  ЕС: 'EU',
  МВФ: 'IMF',
  ВООЗ: 'WHO',
  СБУ: 'SBU',
}
// Capital letters that name no organisation.
const LETTERS = new Set(
  (
    'I A AM PM TV CEO CFO CTO COO PR HR IT AI UK US USA UAE DC NYC LA UFO DNA RNA HIV AIDS COVID COVID-19 GDP VAT PhD MBA BA MA MP MEP MPs VIP DIY FAQ URL PDF GMT UTC EST EDT PST CET BST CT MRI SUV ' +
    'GPS SMS CCTV LGBT LGBTQ OK ID RIP PTSD ADHD CD DVD HD II III IV VI VII VIII IX XI XII BREAKING UPDATE EXCLUSIVE WATCH READ MORE NOT AND THE FOR ALL NEWS LETTERS EDITOR'
  ).split(' '),
)

const heads = new Set(HEADS.split(' '))
const known = new Set(KNOWN.split('|'))

/** Whether a word makes a name an organisation's, standing last or before "of". */
export function isHead(word: string): boolean {
  return heads.has(word)
}

/** Whether a head alone, or with one everyday word, says too little. */
export function isPlainHead(word: string): boolean {
  return PLAIN_HEADS.has(word)
}

/** The preferred name of a well-known organisation; null for others. */
export function knownOrganisation(name: string): string | null {
  return ALIASES[name] ?? (known.has(name) ? name : null)
}

/** Whether a word is written like an acronym that may name an organisation. */
export function isAcronym(word: string): boolean {
  return /^\p{Lu}{2,6}$/u.test(word) && !LETTERS.has(word)
}
