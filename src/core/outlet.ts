/** Outlets and agencies: one key for the many ways to write one, and the name to show. No I/O. */

// The name to show, then its other names; the leading "The" and trailing "news agency", ".com" and their like need not be listed.
const OUTLETS = `
Associated Press|AP|A.P.|Assoc. Press
AFP|Agence France-Presse|Agence France Presse
Reuters|Thomson Reuters
dpa|Deutsche Presse-Agentur|dpa international
PA Media|Press Association|PA
UPI|United Press International
Bloomberg|Bloomberg News
Dow Jones Newswires|Dow Jones
ANSA|Agenzia Nazionale Stampa Associata
EFE|Agencia EFE
Lusa|Agência Lusa
Belga
ANP|Algemeen Nederlands Persbureau
APA|Austria Presse Agentur
Keystone-SDA|Keystone SDA|SDA
NTB|Norsk Telegrambyrå
TT|Tidningarnas Telegrambyrå|TT News Agency
Ritzau
STT|Suomen Tietotoimisto
PAP|Polska Agencja Prasowa|Polish Press Agency
CTK|ČTK|Czech News Agency
MTI
BTA|Bulgarian News Agency
Agerpres
Tanjug
HINA
TASR
BNS|Baltic News Service
LETA
ELTA
Anadolu Agency|Anadolu|AA
TASS|ITAR-TASS
RIA Novosti|RIA
Interfax
Sputnik
Xinhua|Xinhua News
Kyodo News|Kyodo
Jiji Press|Jiji
Yonhap|Yonhap News
KCNA|Korean Central News Agency
PTI|Press Trust of India
ANI|Asian News International
IANS|Indo-Asian News Service
APP|Associated Press of Pakistan
Antara
Bernama
VNA|Vietnam News Agency
AAP|Australian Associated Press
Canadian Press|CP
IRNA
ISNA
Tasnim|Tasnim News
Fars News|Fars
SANA
SPA|Saudi Press Agency
WAM|Emirates News Agency
QNA|Qatar News Agency
MENA|Middle East News Agency
Wafa
NAN|News Agency of Nigeria
Télam|Telam
Agência Brasil
Notimex
Inter Press Service|IPS
Ukrinform|Укрінформ
Interfax-Ukraine|Interfax Ukraine|Інтерфакс-Україна
RBC-Ukraine|RBC Ukraine|РБК-Україна|РБК-Украина
UNIAN|УНІАН|УНИАН
Ukrainska Pravda|Ukrayinska Pravda|Українська правда|Украинская правда|pravda.com.ua
European Pravda|Європейська правда
Suspilne|Suspilne News|Суспільне|Суспільне Новини
Kyiv Independent
Kyiv Post
Hromadske|Громадське
NV|New Voice of Ukraine|Новое время|Новий час
Babel|Бабель
Liga.net|LIGA|Ліга
Censor.net|Цензор
ZN.UA|Dzerkalo Tyzhnia|Дзеркало тижня
Espreso|Еспресо
TSN|ТСН
Radio Svoboda|Радіо Свобода
Radio Free Europe/Radio Liberty|RFE/RL|Radio Free Europe|Radio Liberty
Meduza|Медуза
Novaya Gazeta|Новая газета
Kommersant|Коммерсантъ
Vedomosti
The Moscow Times|Moscow Times
BBC|BBC News|BBC World Service|British Broadcasting Corporation|BBC World
The New York Times|New York Times|NYT|NY Times|nytimes
The Washington Post|Washington Post|WaPo
The Wall Street Journal|Wall Street Journal|WSJ
Los Angeles Times|LA Times|L.A. Times
USA Today
New York Post|NY Post
New York Daily News
Chicago Tribune
The Boston Globe|Boston Globe
Miami Herald
Politico
Politico Europe|Politico EU
Axios
The Hill
The Atlantic
The New Yorker|New Yorker
Time|Time Magazine
Newsweek
Forbes
Fortune
Business Insider|Insider
HuffPost|Huffington Post
BuzzFeed News|BuzzFeed
Vox
Vice|Vice News
ProPublica
Breitbart|Breitbart News
CNN|Cable News Network|CNN International
Fox News|Fox News Channel
Fox Business
MSNBC
CNBC
NBC|NBC News
ABC News|ABC
CBS|CBS News
PBS|PBS NewsHour
NPR|National Public Radio
C-SPAN
Voice of America|VOA
The Guardian|Guardian
The Times|Times of London
The Sunday Times|Sunday Times
The Telegraph|Daily Telegraph|The Daily Telegraph
Financial Times|FT
The Economist|Economist
The Independent|Independent
Daily Mail|Mail Online|MailOnline
Daily Mirror|Mirror
The Sun
Evening Standard
The Scotsman
Sky News
ITV News|ITV
Channel 4 News|Channel 4
The Irish Times|Irish Times
Irish Independent
RTÉ|RTE|RTÉ News
Le Monde
Le Figaro
Libération|Liberation
Les Echos
L'Express
France 24
RFI|Radio France Internationale
Mediapart
Der Spiegel|Spiegel
Die Zeit|Zeit
Die Welt|Welt
Bild
Süddeutsche Zeitung|SZ
Frankfurter Allgemeine Zeitung|FAZ
Handelsblatt
Tagesschau|ARD
ZDF
Deutsche Welle|DW
Neue Zürcher Zeitung|NZZ
Der Standard
ORF
El País|El Pais
El Mundo
Diario ABC
La Vanguardia
RTVE
Corriere della Sera
La Repubblica|Repubblica
La Stampa
Il Sole 24 Ore
RAI
Público
De Telegraaf
NRC|NRC Handelsblad
de Volkskrant|Volkskrant
NOS
De Standaard
VRT
Aftenposten
NRK
Dagens Nyheter
SVT
Svenska Dagbladet
Politiken
DR
Yle
Helsingin Sanomat
Postimees
ERR
Delfi
LRT
LSM
Gazeta Wyborcza
Rzeczpospolita
Onet
TVN24|TVN
Notes from Poland
Hospodářské noviny
Denník N
Telex
Euronews
Politika
Kathimerini
Hürriyet|Hurriyet
Cumhuriyet
Haaretz
The Jerusalem Post|Jerusalem Post
The Times of Israel|Times of Israel
Ynet
Al Jazeera|Aljazeera|Al-Jazeera
Al Arabiya|Al-Arabiya
Asharq Al-Awsat
The National
Al-Ahram|Al Ahram
Dawn
The Hindu
The Times of India|Times of India|TOI
Hindustan Times
Indian Express|The Indian Express
NDTV
The Straits Times|Straits Times
Channel NewsAsia|CNA
South China Morning Post|SCMP
China Daily
Global Times
Caixin
CGTN
Nikkei|Nikkei Asia
The Asahi Shimbun|Asahi Shimbun|Asahi
Yomiuri Shimbun|Yomiuri
NHK
The Japan Times|Japan Times
The Korea Herald|Korea Herald
Bangkok Post
Jakarta Post
Rappler
The Sydney Morning Herald|Sydney Morning Herald|SMH
The Age
The Australian
ABC Australia|Australian Broadcasting Corporation
The New Zealand Herald|NZ Herald|New Zealand Herald
RNZ|Radio New Zealand
CBC|CBC News|Canadian Broadcasting Corporation
The Globe and Mail|Globe and Mail
Toronto Star
Folha de S.Paulo|Folha
O Globo
Globo
Estadão|O Estado de S. Paulo
Clarín|Clarin
La Nación|La Nacion
El Universal
Reforma
El Tiempo
Daily Nation|Nation
The East African|East African
Mail & Guardian
News24
Premium Times
Punch
Semafor
The Intercept
Bellingcat
The Insider
OCCRP|Organized Crime and Corruption Reporting Project
PolitiFact
The Conversation
Nature
Science
The Lancet|Lancet
TMZ
Variety
The Hollywood Reporter|Hollywood Reporter
Rolling Stone
Vanity Fair
ESPN
Wired
The Verge|Verge
TechCrunch
Ars Technica
The Register
`

let table: { readonly keys: ReadonlyMap<string, string>; readonly names: ReadonlyMap<string, string> } | undefined

/** The stable key of an outlet: aliases share one, an unknown name gets its own. For comparing, never for showing. */
export function outletKey(name: string): string {
  const folded = fold(name)
  return outlets().keys.get(folded) ?? folded
}

/** The name to show for an outlet; an unknown one keeps the name it came with. */
export function outletName(name: string): string {
  return outlets().names.get(outletKey(name)) ?? name
}

/** Whether the table knows an outlet by this name. */
export function isKnownOutlet(name: string): boolean {
  return outlets().keys.has(fold(name))
}

function outlets() {
  if (table) return table
  const keys = new Map<string, string>()
  const names = new Map<string, string>()
  for (const row of OUTLETS.trim().split('\n')) {
    const aliases = row.split('|')
    const name = aliases[0] ?? row
    const key = fold(name)
    names.set(key, name)
    for (const alias of aliases) if (!keys.has(fold(alias))) keys.set(fold(alias), key)
  }
  table = { keys, names }
  return table
}

function fold(name: string): string {
  const words = name
    .slice(0, 400)
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/^(?:https?:\/\/)?www\./, '')
    .replace(/(?<=\p{L})\.(?:com|org|net|co\.uk|ua|de|fr)$/u, '')
    .replace(/['’.]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  const first = words[0] === 'the' && words.length > 1 ? 1 : 0
  const kind = /^(?:news|press|information|wire|newswire)$/
  let last = words.length
  if (last - first > 1 && /^(?:agency|newsagency|newswire|wire)$/.test(words[last - 1] ?? '')) last--
  if (last < words.length && last - first > 1 && kind.test(words[last - 1] ?? '')) last--
  const folded = words.slice(first, last).join('-')
  return folded || name.trim().toLowerCase()
}
