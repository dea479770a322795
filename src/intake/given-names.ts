/** Common given names of many languages: with one of them, two capitalised words are most likely a person. */

const WOMEN =
  'aaliyah abigail ada adriana agnes agnieszka aisha akiko alba alejandra aleksandra alena alessandra alexandra alexis alice alicia alina alison allison ' +
  'alma alyssa amal amanda amber amelia amina amy ana anastasia andrea angela angelica angelina anita anja ann anna annalena anne annette annie ' +
  'antonia april ariana arianna ashley astrid audrey ava ayesha barbara beatrice beatriz becky belen bella bernadette beth bethany betsy betty beverly ' +
  'bianca bonnie brenda brigitte britney brooke caitlin camila camille candace carla carly carmen carol carole carolina caroline carolyn carrie ' +
  'catalina catherine cathy cecilia celeste celine charlene charlotte chelsea cheryl chloe christiane christina christine cindy claire clara claudia ' +
  'colleen connie constance corinne cristina crystal cynthia daisy dana daniela danielle daria deborah debbie debra delia delphine denise diana diane dina ' +
  'dolores donna dora doris dorothy ebony edith eileen elaine eleanor elena elisa elisabeth elise elizabeth ella ellen elsa emilia emily emma ' +
  'erica erika erin estelle esther eva eve evelyn faith fatima fatou fatoumata fiona florence frances francesca frederica gabriela gabrielle gail ' +
  'galina gemma genevieve georgia geraldine gillian gina giorgia giulia gladys gloria grace greta gretchen gwen haley halyna hannah harriet hazel heather ' +
  'heidi helen helena helga henrietta hilde hildegard ingeborg hilary hillary hind holly hope ida ilona ines ingrid inna irene irina iryna isabel isabella isabelle ivana ivanka ivy ' +
  'jacinda jackie jacqueline jana jane janet janice jasmine jean jeanne jenna jennifer jenny jessica jill jo joan joanna joanne jocelyn jodi josephine ' +
  'joy joyce juana judith judy julia juliana julie juliet june kaja kamala karen karin karina karla kate katerina katharine katherine kathleen ' +
  'kathryn kathy katie katya kayla keiko kelly kendra kerry khadija kim kimberly kirsten kristen kristin kristina krystal lana lara larissa ' +
  'laura lauren laurie leah leila lena lesia leslie leticia liana lidia lila lilia lillian lily linda lindsay lindsey lisa liudmyla liz loretta lori lorraine ' +
  'louise lucia lucille lucy ludmila luisa lydia lynn mackenzie madeleine madison magdalena malala mandy manuela marcia margaret margarita margot maria ' +
  'mariam marian marianne marie marilyn marina marine marion marisa marjorie marlene marta martha martina mary maryna maureen maya megan meghan mei ' +
  'melania melanie melinda melissa mercedes meredith mia michaela michelle mila mildred minyon miranda miriam mitsuko moira molly mona monica monika ' +
  'monique myra nadia nadine nancy naomi natalia natalie natasha nataliya nicola nicole nikki nina noemi nora norma octavia oksana olena olga olha ' +
  'olivia oprah paige pam pamela paola patricia paula pauline penelope penny petra phoebe phyllis pilar polina priscilla priti priya rachel ramona ' +
  'raquel rebecca regina renata renee rhonda rita roberta robin rocio rosa rosalie rosalind rose rosemary roxana ruby ruth sabrina sadia sally ' +
  'salma samantha samira sana sandra sandy sanna sara sarah sasha savannah selena serena shannon sharon shauna sheila shelley sherry shirley silvia simone ' +
  'sofia sofiya solomiya sonia sonya sophia sophie stacey stacy stella stephanie sue susan susana susanna suzanne svetlana sviatlana svitlana sylvia tamara tammy ' +
  'tanya tara tatiana teresa tetiana thandi theresa tiffany tina tracy tulsi ursula valentina valeria valerie vanessa vera veronica veronika vicky victoria ' +
  'viktoria viola violet virginia vivian viviana wanda wendy whitney winnie xiomara yana yasmin yevheniia yolanda yoko yulia yuliya yvette yvonne ' +
  'zainab zara zeynep zoe zuzana'
const MEN =
  'aaron abbas abdel abdul abdullah abraham abu adam adrian ahmad ahmed akira alan albert alberto alejandro aleksandar aleksander alessandro alex ' +
  'alexander alexandre alexei alexey alfred alfredo ali alistair allan allen alvin amir anatoly anders andre andreas andrei andrej andrew andrey andrii ' +
  'andriy andrzej andy angel angus anthony antoine anton antonio antony archie ari armando arnold arsen arthur artem arturo ash asif august austin ' +
  'ayman barack barry bart bashar ben benedict benjamin benny bernard bernie bert bill billy bjorn blake bob bobby bogdan bohdan boris brad bradley ' +
  'brandon brendan brent brett brian bruce bruno bryan bryce byron caleb calvin cameron carl carlos cedric cesar chad charles charlie chris christian ' +
  'christopher chuck clarence claude claudio clayton clement clifford clint clinton clive cody colin conor corey cory craig curtis cyril cyrus ' +
  'dale damian damien dan daniel daniil danny danylo darius darrell darren dave david davyd dean denis dennis denys derek dermot desmond deval dick diego dieter ' +
  'dimitri dmitri dmitriy dmitry dmytro dominic dominik don donald douglas duncan dustin dwayne dwight earl ed eddie edgar edmund eduardo edward edwin ehud eli elias ' +
  'elijah elliot elliott elon emil emilio emmanuel enrique eric erik ernest ernesto ethan eugene evan evgeny fabian fabio farid federico felipe felix ' +
  'ferdinand fernando fidel finn florian francesco francis francisco franco francois frank franklin franz fred frederick frederik gabriel garrett gary ' +
  'gavin gene geoff geoffrey george georges gerald gerard gerhard gianni gilbert giovanni giuseppe glen glenn gordon graham grant greg gregory guillaume guillermo ' +
  'gustavo guy hakan hamid hamza hans harald harold harris harry harvey hasan hassan hector heinrich heiko henri henrik henry herbert herman hiroshi ' +
  'howard hugh hugo hussein ian ibrahim ignacio igor ihor ilya imran ismail ivan ivo jack jackson jacob jacques jaime jake jakub jamal james jamie jan jared ' +
  'jason javier jay jean-claude jean-luc jean-marc jean-pierre jeff jeffrey jens jeremy jerome jerry jesse jim jimmy joachim joao joe joel johan johannes john johnny ' +
  'jon jonas jonathan jordan jorge jose josef joseph josh joshua juan julian julio jürgen justin kai kamal karl karim keith ken kenji kenneth kevin khalid ' +
  'kirk klaus kofi konrad konstantin kostiantyn kurt kwame kyle kyrylo lance lars larry laurence laurent lawrence lee len leo leon leonard leonardo leonid leroy ' +
  'lester levi lewis liam lindsey lloyd logan lorenzo louis luc luca lucas luis luka lukas luke maciej mahmoud malcolm manfred manuel marc marcel marco marcos marcus ' +
  'marek mario mark markus marshall martin marvin mason massimo mateusz mathias matt matteo matthew matthias maurice max maxim maxime mehmet mel michael michal ' +
  'michel miguel mikael mike mikhail milan miles milos mitch mitt mohamed mohammad mohammed moon mohamad morgan moshe muhammad mustafa mykhailo mykola ' +
  'ludwig gunther dietrich friedrich georg gottfried helmut horst jochen jurgen lothar ludo mathieu norbert ole ola olav olof oskar per pekka rainer reinhard rolf rudiger siegfried stig sverre torsten uwe ulrich walther bo magnus hendrik joost janis juris andris valdis aivars ' +
  'narendra nasser nathan nathaniel neil nelson newt nicholas nick nicolas nigel nikita niklas nikolai nikolay noah noel norman oleg oleh oleksandr oleksii oleksiy ' +
  'olaf oliver olivier omar orlando oscar osama otto owen pablo paolo pascal pat patrick paul paulo pavel pavlo pedro pete peter petr petro phil philip philippe ' +
  'pierre piotr preston quentin rafael rahul raj rajiv ralph ramon rand randall randy raphael rashid raul ravi ray raymond recep reginald rene rex ricardo ' +
  'richard rick ricky robby robert roberto rod rodney rodrigo roger roland roman ron ronald rory ross roy rudolf rudy rupert rush ruslan russell rustem ryan ' +
  'saad salman salvador salvatore sam samir samuel sanjay saul scott sean sebastian sebastien semen serge sergei sergey sergii sergio serhii serhiy seth shane ' +
  'shaun shawn shigeru shinzo sidney silvio simon solomon spencer stan stanislav stanley stefan stefano stepan stephan stephane stephen steve steven stewart stuart ' +
  'sunil sven syed tad takeshi tamir taras tarek tariq ted terrence terry theo theodore thierry thomas tim timothy timur tobias todd tom tomas tomasz tommy ' +
  'tony travis trent trevor troy tyler tyrone umar vadim vadym valeriy valery vasily vasyl vic victor viktor vincent vincenzo vitali vitalii vitaliy vitaly vlad ' +
  'vladimir vladislav vladyslav volker volodymyr vsevolod vyacheslav walter warren wayne werner wesley wilhelm will william willie wolfgang xavier yaroslav yasser yehor yevgeny yevhen ' +
  'yitzhak yuri yuriy yury yusuf yves zachary zaid zbigniew zoltan rishi keir olexander mateo santiago thiago'

let women: ReadonlySet<string> | undefined
let men: ReadonlySet<string> | undefined

/** Whether a given name is a woman's or a man's; null where it is neither or both. */
export function genderOf(name: string): 'she' | 'he' | null {
  const key = keyOf(name)
  const she = (women ??= new Set(WOMEN.split(' '))).has(key)
  const he = (men ??= new Set(MEN.split(' '))).has(key)
  return she === he ? null : she ? 'she' : 'he'
}

/** Whether a word is a common given name. */
export function isGivenName(name: string): boolean {
  const key = keyOf(name)
  return (women ??= new Set(WOMEN.split(' '))).has(key) || (men ??= new Set(MEN.split(' '))).has(key)
}

function keyOf(name: string): string {
  return name.toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
}
