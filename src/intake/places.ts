/** A gazetteer: countries, their capitals, big cities, and the states of the USA and their like. */

const COUNTRIES =
  'Afghanistan|Albania|Algeria|Andorra|Angola|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahamas|Bahrain|Bangladesh|Barbados|Belarus|Belgium|Belize|' +
  'Benin|Bhutan|Bolivia|Bosnia and Herzegovina|Botswana|Brazil|Brunei|Bulgaria|Burkina Faso|Burundi|Cambodia|Cameroon|Canada|Cape Verde|' +
  'Central African Republic|Chile|China|Colombia|Comoros|Costa Rica|Croatia|Cuba|Cyprus|Denmark|Djibouti|Dominican Republic|Ecuador|Egypt|El Salvador|' +
  'Equatorial Guinea|Eritrea|Estonia|Eswatini|Ethiopia|Fiji|Finland|France|Gabon|Gambia|Germany|Ghana|Greece|Greenland|Guatemala|Guinea|Guyana|Haiti|Honduras|Hungary|' +
  'Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Ivory Coast|Jamaica|Japan|Kazakhstan|Kenya|Kosovo|Kuwait|Kyrgyzstan|Laos|Latvia|Lebanon|' +
  'Lesotho|Liberia|Libya|Liechtenstein|Lithuania|Luxembourg|Madagascar|Malawi|Malaysia|Maldives|Mali|Malta|Mauritania|Mauritius|Mexico|Moldova|Monaco|' +
  'Mongolia|Montenegro|Morocco|Mozambique|Myanmar|Namibia|Nepal|Netherlands|New Zealand|Nicaragua|Niger|Nigeria|North Korea|North Macedonia|Norway|Oman|' +
  'Pakistan|Palestine|Panama|Papua New Guinea|Paraguay|Peru|Philippines|Poland|Portugal|Puerto Rico|Qatar|Romania|Russia|Rwanda|Samoa|Saudi Arabia|Senegal|' +
  'Serbia|Seychelles|Sierra Leone|Singapore|Slovakia|Slovenia|Somalia|South Africa|South Korea|South Sudan|Spain|Sri Lanka|Sudan|Suriname|Sweden|Switzerland|' +
  'Syria|Taiwan|Tajikistan|Tanzania|Thailand|Togo|Trinidad and Tobago|Tunisia|Turkey|Turkmenistan|Uganda|Ukraine|United Arab Emirates|United Kingdom|' +
  'United States|Uruguay|Uzbekistan|Vanuatu|Vatican City|Venezuela|Vietnam|Yemen|Zambia|Zimbabwe|England|Scotland|Wales|Northern Ireland|Hong Kong|Gaza|West Bank|' +
  'Crimea|Donbas|Europe|Africa|Asia|Latin America|Middle East|Antarctica|Arctic|Balkans|Caribbean|Democratic Republic of the Congo|Soviet Union'
const CITIES =
  'Abidjan|Abu Dhabi|Abuja|Accra|Addis Ababa|Aleppo|Algiers|Almaty|Amman|Amsterdam|Ankara|Antwerp|Astana|Asunción|Athens|Auckland|Baghdad|Bakhmut|Baku|' +
  'Bangkok|Barcelona|Basra|Beijing|Beirut|Belfast|Belgrade|Berlin|Bern|Bilbao|Birmingham|Bishkek|Bogotá|Bologna|Bratislava|Brasília|Bremen|Brisbane|Bristol|Brussels|' +
  'Bucharest|Budapest|Buenos Aires|Cairo|Calcutta|Canberra|Cape Town|Caracas|Cardiff|Casablanca|Chennai|Chernihiv|Chernivtsi|Chișinău|Cologne|Colombo|Conakry|' +
  'Copenhagen|Córdoba|Dakar|Damascus|Dar es Salaam|Davos|Delhi|Dhaka|Dnipro|Doha|Donetsk|Dresden|Dubai|Dublin|Durban|Düsseldorf|Edinburgh|Fallujah|Frankfurt|' +
  'Freetown|Fukushima|Gdańsk|Geneva|Genoa|Glasgow|Gothenburg|Grozny|Guadalajara|Guangzhou|Guayaquil|Hamburg|Hanoi|Harare|Havana|Helsinki|Hiroshima|' +
  'Ho Chi Minh City|Homs|Islamabad|Istanbul|Izmir|Jakarta|Jerusalem|Johannesburg|Kabul|Kampala|Kandahar|Karachi|Kathmandu|Kharkiv|Khartoum|Kherson|Kigali|Kingston|' +
  'Kinshasa|Kolkata|Kraków|Kuala Lumpur|Kyiv|Kyoto|La Paz|Lagos|Lahore|Leeds|Leipzig|Lima|Lisbon|Liverpool|Ljubljana|London|Luanda|Luhansk|Lusaka|Lviv|Lyon|Madrid|' +
  'Malmö|Managua|Manchester|Manila|Maputo|Mariupol|Marrakesh|Marseille|Mecca|Medellín|Melbourne|Mexico City|Milan|Minsk|Mogadishu|Monterrey|Montevideo|Montreal|' +
  'Moscow|Mosul|Mumbai|Munich|Mykolaiv|Nairobi|Naples|New Delhi|Nice|Nicosia|Odesa|Osaka|Oslo|Ottawa|Palermo|Panama City|Paris|Perth|Peshawar|Phnom Penh|Podgorica|' +
  'Port-au-Prince|Porto|Prague|Pretoria|Pristina|Pyongyang|Quito|Rabat|Rafah|Raqqa|Reykjavik|Riga|Rio de Janeiro|Riyadh|Rome|Rotterdam|Saint Petersburg|San José|San Salvador|' +
  'Sanaa|Santiago|São Paulo|Sarajevo|Sevastopol|Seoul|Seville|Shanghai|Shenzhen|Skopje|Sofia|Stockholm|Strasbourg|Stuttgart|Sydney|Taipei|Tallinn|Tashkent|Tbilisi|Tehran|' +
  'Tel Aviv|The Hague|Thessaloniki|Tijuana|Tirana|Tokyo|Toronto|Tripoli|Tunis|Turin|Ulaanbaatar|Valencia|Valletta|Vancouver|Venice|Vienna|Vilnius|Vinnytsia|Warsaw|' +
  'Wellington|Wuhan|Yangon|Yerevan|Yokohama|Zagreb|Zaporizhzhia|Zurich|Atlanta|Austin|Baltimore|Baton Rouge|Boston|Brooklyn|Buffalo|Charleston|Charlotte|Chicago|' +
  'Cincinnati|Cleveland|Columbus|Dallas|Denver|Des Moines|Detroit|El Paso|Fort Worth|Honolulu|Houston|Indianapolis|Jacksonville|Kansas City|Las Vegas|Los Angeles|' +
  'Louisville|Manhattan|Memphis|Miami|Milwaukee|Minneapolis|Nashville|New Orleans|New York City|Newark|Oakland|Oklahoma City|Orlando|Philadelphia|Phoenix|Pittsburgh|' +
  'Raleigh|Sacramento|Salt Lake City|San Antonio|San Diego|San Francisco|San Jose|Seattle|Silicon Valley|St. Louis|Tampa|Tucson|Tulsa|Washington'
const REGIONS =
  'Alabama|Alaska|Arizona|Arkansas|California|Colorado|Connecticut|Delaware|Florida|Georgia|Hawaii|Idaho|Illinois|Indiana|Iowa|Kansas|Kentucky|Louisiana|Maine|' +
  'Maryland|Massachusetts|Michigan|Minnesota|Mississippi|Missouri|Montana|Nebraska|Nevada|New Hampshire|New Jersey|New Mexico|New York|North Carolina|North Dakota|' +
  'Ohio|Oklahoma|Oregon|Pennsylvania|Rhode Island|South Carolina|South Dakota|Tennessee|Texas|Utah|Vermont|Virginia|Washington State|West Virginia|Wisconsin|Wyoming|' +
  'Ontario|Quebec|British Columbia|Alberta|Nova Scotia|Bavaria|Saxony|Catalonia|Andalusia|Sicily|Lombardy|Brittany|Normandy|Kashmir|Punjab|Tibet|Xinjiang|' +
  'New South Wales|Queensland|Siberia|Chechnya|Kurdistan|Darfur|Tigray|Sinai|Golan Heights'
const ALIASES: Readonly<Record<string, string>> = {
  US: 'United States',
  'U.S': 'United States',
  'U.S.': 'United States',
  USA: 'United States',
  'U.S.A.': 'United States',
  America: 'United States',
  'United States of America': 'United States',
  UK: 'United Kingdom',
  'U.K.': 'United Kingdom',
  'U.K': 'United Kingdom',
  Britain: 'United Kingdom',
  'Great Britain': 'United Kingdom',
  UAE: 'United Arab Emirates',
  Emirates: 'United Arab Emirates',
  Czechia: 'Czech Republic',
  'Czech Republic': 'Czech Republic',
  Burma: 'Myanmar',
  Holland: 'Netherlands',
  'Russian Federation': 'Russia',
  'Republic of Ireland': 'Ireland',
  Türkiye: 'Turkey',
  Turkiye: 'Turkey',
  DRC: 'Democratic Republic of the Congo',
  Congo: 'Democratic Republic of the Congo',
  DPRK: 'North Korea',
  "Côte d'Ivoire": 'Ivory Coast',
  Macedonia: 'North Macedonia',
  Bosnia: 'Bosnia and Herzegovina',
  Vatican: 'Vatican City',
  'Gaza Strip': 'Gaza',
  Kiev: 'Kyiv',
  Kharkov: 'Kharkiv',
  Odessa: 'Odesa',
  Lvov: 'Lviv',
  Donbass: 'Donbas',
  Bogota: 'Bogotá',
  'Sao Paulo': 'São Paulo',
  Brasilia: 'Brasília',
  Chisinau: 'Chișinău',
  'St. Petersburg': 'Saint Petersburg',
  'St Petersburg': 'Saint Petersburg',
  'Washington, D.C.': 'Washington',
  'Washington D.C.': 'Washington',
  'D.C.': 'Washington',
  DC: 'Washington',
  'L.A.': 'Los Angeles',
  NYC: 'New York City',
  Krakow: 'Kraków',
  Gdansk: 'Gdańsk',
  Malmo: 'Malmö',
  Dusseldorf: 'Düsseldorf',
  Medellin: 'Medellín',
  Cordoba: 'Córdoba',
  Mideast: 'Middle East',
  Україна: 'Ukraine',
  Україні: 'Ukraine',
  України: 'Ukraine',
  Київ: 'Kyiv',
  Києві: 'Kyiv',
  Києва: 'Kyiv',
  Львів: 'Lviv',
  Львові: 'Lviv',
  Харків: 'Kharkiv',
  Харкові: 'Kharkiv',
  Одеса: 'Odesa',
  Одесі: 'Odesa',
  Росія: 'Russia',
  Росії: 'Russia',
  Франція: 'France',
  Франції: 'France',
  Польща: 'Poland',
  Польщі: 'Poland',
  Німеччина: 'Germany',
  Німеччини: 'Germany',
  США: 'United States',
  Россия: 'Russia',
  России: 'Russia',
  Москва: 'Moscow',
  Москве: 'Moscow',
  Украина: 'Ukraine',
  Украины: 'Ukraine',
  Украине: 'Ukraine',
  Deutschland: 'Germany',
  Frankreich: 'France',
  España: 'Spain',
  Francia: 'France',
  Allemagne: 'Germany',
}
let gazetteer: ReadonlyMap<string, string> | undefined

/** The preferred name of a place; null for what is not a known place. */
export function placeName(name: string): string | null {
  return table().get(name) ?? null
}

function table(): ReadonlyMap<string, string> {
  if (gazetteer) return gazetteer
  const names = [COUNTRIES, CITIES, REGIONS].flatMap((list) => list.split('|'))
  const all: [string, string][] = names.flatMap((name): [string, string][] => [[name, name], ...capitals(name)])
  gazetteer = new Map([...all, ...Object.entries(ALIASES)])
  return gazetteer
}

// Datelines stand in capitals; two letters would be abbreviations.
function capitals(name: string): [string, string][] {
  return name.length > 3 ? [[name.toUpperCase(), name]] : []
}
