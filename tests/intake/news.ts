/** News-like paragraphs of our own writing about people who do not exist, and what they name. */

interface Named {
  readonly body: readonly string[]
  /** With their roles, after a colon. */
  readonly people: readonly string[]
  readonly organisations: readonly string[]
  readonly places: readonly string[]
  /** Who had it from whom, the origin last. */
  readonly chain: readonly string[]
}

export const NEWS: readonly Named[] = [
  {
    body: [
      "In an interview with Reuters, Latvia's First Deputy Minister of Foreign Affairs, Janis Ozols, spoke of the talks.",
      'Ozols expressed hope. The minister also urged France and the UK to sign.',
      'According to RBC-Ukraine, the interview was given on Monday.',
    ],
    people: ['Janis Ozols: First Deputy Minister of Foreign Affairs'],
    organisations: ['Reuters', 'RBC-Ukraine'],
    places: ['Latvia', 'France', 'United Kingdom'],
    chain: ['RBC-Ukraine: report', 'Reuters: interview'],
  },
  {
    body: ["KYIV (Reuters) — Ukraine's Deputy Prime Minister Olena Marchuk met NATO Secretary General Lars Dahl in Brussels on Monday."],
    people: ['Olena Marchuk: Deputy Prime Minister', 'Lars Dahl: NATO Secretary General'],
    organisations: ['Reuters', 'NATO'],
    places: ['Kyiv', 'Ukraine', 'Brussels'],
    chain: ['Reuters: report'],
  },
  {
    body: [
      'By Ann Lee | Associated Press',
      'Nils Berg, 56, the deputy mayor of Oslo, resigned on Friday.',
      'Berg had led the city council since 2019.',
    ],
    people: ['Nils Berg: deputy mayor of Oslo'],
    organisations: ['Associated Press'],
    places: ['Oslo'],
    chain: ['Associated Press: report'],
  },
  {
    body: [
      'Bloomberg reported, citing the Financial Times, that Acme Holdings Ltd would close its plant in Turin.',
      'Chief executive Maria Conti declined to comment.',
    ],
    people: ['Maria Conti: Chief executive'],
    organisations: ['Bloomberg', 'Financial Times', 'Acme Holdings Ltd'],
    places: ['Turin'],
    chain: ['Bloomberg: report', 'Financial Times: report'],
  },
  {
    body: [
      'WASHINGTON, Jan. 5 (AP) - Sen. Carla Ruiz, a Democrat from Arizona, said the bill would pass.',
      'Ruiz spoke to reporters at the White House.',
    ],
    people: ['Carla Ruiz: Democrat from Arizona'],
    organisations: ['Associated Press', 'White House'],
    places: ['Washington', 'Arizona'],
    chain: ['Associated Press: report'],
  },
  {
    body: [
      'The World Health Organization said in a statement on Thursday that cases had fallen.',
      'Dr. Amina Yusuf, who heads the WHO office in Nairobi, called it good news.',
      'Yusuf said the W.H.O. would send doctors to Kenya.',
    ],
    people: ['Amina Yusuf'],
    organisations: ['WHO'],
    places: ['Nairobi', 'Kenya'],
    chain: ['WHO: statement'],
  },
  {
    body: [
      'German Chancellor Greta Vogel told Der Spiegel that she would not stand again.',
      'Vogel, a former lawyer, leads the Social Democratic Party.',
      "The chancellor's spokesman, Karl Braun, confirmed it.",
    ],
    people: ['Greta Vogel: German Chancellor', 'Karl Braun: spokesman'],
    organisations: ['Der Spiegel', 'Social Democratic Party'],
    places: [],
    chain: ['Der Spiegel: interview'],
  },
  {
    body: [
      'The Ministry of Defence of Norway bought 12 boats, the Aftenposten newspaper reported on Tuesday.',
      'Rear Admiral Tor Hauge said they would be based in Bergen.',
    ],
    people: ['Tor Hauge: Rear Admiral'],
    organisations: ['Ministry of Defence of Norway', 'Aftenposten'],
    places: ['Bergen'],
    chain: ['Aftenposten: report'],
  },
  {
    body: [
      'French President Claire Dubois and her Polish counterpart, Adam Nowak, signed the treaty in Warsaw.',
      'Dubois praised Nowak. President Nowak thanked her.',
    ],
    people: ['Claire Dubois: French President', 'Adam Nowak: President'],
    organisations: [],
    places: ['Warsaw'],
    chain: [],
  },
  {
    body: [
      '"We have no choice," said Peter Okafor, director of the Lagos Port Authority.',
      'Mr. Okafor told the BBC that ships would wait.',
    ],
    people: ['Peter Okafor: director of the Lagos Port Authority'],
    organisations: ['Lagos Port Authority', 'BBC'],
    places: [],
    chain: ['BBC: interview'],
  },
  {
    body: [
      "TOKYO, March 3 (Kyodo) -- Prime Minister Kenji Sato's cabinet approved the budget.",
      'Finance Minister Yuki Mori said that the Bank of Japan had agreed.',
    ],
    people: ['Kenji Sato: Prime Minister', 'Yuki Mori: Finance Minister'],
    organisations: ['Kyodo News', 'Bank of Japan'],
    places: ['Tokyo'],
    chain: ['Kyodo News: report'],
  },
  {
    body: [
      'The mayor of Lyon, Paul Girard, opened the bridge with the head of the European Commission, Eva Lind.',
      'Girard said that Lind had kept her word.',
    ],
    people: ['Paul Girard: mayor of Lyon', 'Eva Lind: head of the European Commission'],
    organisations: ['European Commission'],
    places: ['Lyon'],
    chain: [],
  },
  {
    body: [
      'As first reported by The Guardian, the Home Office paid 4 million pounds to Serco Group.',
      'A Home Office spokesperson said the contract was sound. Shadow minister Tom Hale disagreed.',
    ],
    people: ['Tom Hale: Shadow minister'],
    organisations: ['The Guardian', 'Home Office', 'Serco Group'],
    places: [],
    chain: ['The Guardian: report'],
  },
  {
    body: [
      'Jean-Luc Moreau, the 61-year-old founder of Aero Systems, died on Sunday in Toulouse, his family said.',
      "Moreau's wife, Anne Moreau, and two daughters survive him.",
    ],
    people: ['Jean-Luc Moreau: 61-year-old founder of Aero Systems', 'Anne Moreau: wife'],
    organisations: ['Aero Systems'],
    places: ['Toulouse'],
    chain: [],
  },
  {
    body: [
      'Professor Ingrid Holm of Uppsala University led the study, published in Nature Medicine.',
      "Holm's co-author, Samuel Abebe, an epidemiologist at Addis Ababa University, said more was to come.",
    ],
    people: ['Ingrid Holm: Professor', 'Samuel Abebe: epidemiologist at Addis Ababa University'],
    organisations: ['Uppsala University', 'Addis Ababa University'],
    places: [],
    chain: [],
  },
  {
    body: [
      "MOSCOW (Interfax) — Foreign Minister Sergei Antonov met Li Wei, China's ambassador to Russia.",
      'Antonov said that Xinhua had quoted him wrongly.',
    ],
    people: ['Sergei Antonov: Foreign Minister', 'Li Wei: ambassador to Russia'],
    organisations: ['Interfax', 'Xinhua'],
    places: ['Moscow', 'China', 'Russia'],
    chain: ['Interfax: report', 'Xinhua: report'],
  },
  {
    body: [
      'Sources told CNN and The New York Times that the U.S. would lift the ban.',
      'The New York Times later corrected its story. The NYT said the White House had denied it.',
    ],
    people: [],
    organisations: ['CNN', 'The New York Times', 'White House'],
    places: ['United States'],
    chain: ['CNN + The New York Times: interview'],
  },
  {
    body: [
      'Lt. Gen. Robert Hayes, commander of U.S. forces in Europe, will retire, the Pentagon said.',
      'Hayes, 58, joined the Army in 1990.',
    ],
    people: ['Robert Hayes: commander of U.S. forces in Europe'],
    organisations: ['Pentagon'],
    places: ['United States', 'Europe'],
    chain: [],
  },
  {
    body: [
      'Opposition leader Rania Haddad was arrested in Tunis, her lawyer, Karim Saidi, told AFP.',
      'Agence France-Presse could not reach the Interior Ministry.',
    ],
    people: ['Rania Haddad: Opposition leader', 'Karim Saidi: lawyer'],
    organisations: ['AFP', 'Interior Ministry'],
    places: ['Tunis'],
    chain: ['AFP: interview'],
  },
  {
    body: [
      'The Coast Courier, quoting a letter from the International Monetary Fund, said that the loan was at risk.',
      'IMF chief Elena Petrova will visit Buenos Aires next week.',
    ],
    people: ['Elena Petrova: IMF chief'],
    organisations: ['IMF', 'Coast Courier'],
    places: ['Buenos Aires'],
    chain: ['Coast Courier: report', 'IMF: report'],
  },
  {
    body: [
      "Dr. José Álvarez, chief physician at St. Mary's Hospital in Denver, treated 40 people.",
      'Nurse Kim Mora said that Alvarez had not slept.',
    ],
    people: ["José Álvarez: chief physician at St. Mary's Hospital in Denver", 'Kim Mora: Nurse'],
    organisations: ["St. Mary's Hospital"],
    places: ['Denver'],
    chain: [],
  },
  {
    body: [
      "South Korean President Park Min-ho and North Korea's Kim Jong Un will not meet, the Yonhap news agency reported on Saturday.",
      'Park said that Seoul was patient.',
    ],
    people: ['Park Min-ho: South Korean President', 'Kim Jong Un'],
    organisations: ['Yonhap'],
    places: ['North Korea', 'Seoul'],
    chain: ['Yonhap: report'],
  },
  {
    body: [
      'Vice President Daniel Ortiz of the United Auto Workers union spoke in Detroit. Ford Motor Company workers applauded.',
      'Union president Grace Miller said that Ford had lied.',
    ],
    people: ['Daniel Ortiz: Vice President', 'Grace Miller: Union president'],
    organisations: ['Ford Motor Company'],
    places: ['Detroit'],
    chain: [],
  },
  {
    body: [
      'Jane Doe, the chief economist at Nordbank, and John Roe, who teaches at Harvard, disagree.',
      'Doe said rates would fall, Roe that they would not.',
    ],
    people: ['Jane Doe: chief economist at Nordbank', 'John Roe'],
    organisations: ['Harvard'],
    places: [],
    chain: [],
  },
  {
    body: [
      'Ukrainian President Mykola Savchenko said on Telegram that Kiev and Kyiv were one city and Odessa was Odesa.',
      "Savchenko's office, citing the General Staff, said 14 drones were shot down near Kharkov.",
    ],
    people: ['Mykola Savchenko: Ukrainian President'],
    organisations: [],
    places: ['Kyiv', 'Odesa', 'Kharkiv'],
    chain: [],
  },
  {
    body: [
      'Supreme Court Justice Helen Marsh wrote for the majority. Chief Justice Owen Pratt dissented.',
      'Marsh, joined by Justices Cole and Diaz, said the Clean Water Act was clear.',
    ],
    people: ['Helen Marsh: Supreme Court Justice', 'Owen Pratt: Chief Justice'],
    organisations: ['Supreme Court'],
    places: [],
    chain: [],
  },
  {
    body: [
      'By MARY JONES and TOM SMITH, Reuters',
      'LONDON, April 2 (Reuters) - British finance minister Ruth Bell said on Wednesday that taxes would rise.',
      'Reporting by Mary Jones and Tom Smith; Editing by Lee Wong',
    ],
    people: ['Ruth Bell: British finance minister'],
    organisations: ['Reuters'],
    places: ['London'],
    chain: ['Reuters: report'],
  },
  {
    body: [
      'Speaking to Al Jazeera, Lebanese Prime Minister Nadim Khoury denied a report by the Wall Street Journal.',
      'The prime minister said that Hezbollah had agreed.',
    ],
    people: ['Nadim Khoury: Lebanese Prime Minister'],
    organisations: ['Al Jazeera', 'The Wall Street Journal', 'Hezbollah'],
    places: [],
    chain: ['The Wall Street Journal: report', 'Al Jazeera: interview'],
  },
]
