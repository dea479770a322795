import type { AttributionStep } from '../core/article.ts'
import { isKnownOutlet, outletKey, outletName } from '../core/outlet.ts'
import type { Organisation } from './organisations.ts'

/** Who had a story from whom, as far as its text says so: datelines, credits, "according to", "citing", "told". */

type Form = AttributionStep['form']

/** A piece of evidence; the higher its rank the nearer to the origin. */
interface Evidence {
  readonly outlet: string
  readonly form: Form
  readonly rank: number
}

const CREDITED = 0
const REPORTING = 1
const CITED = 2
const ISSUING = 3

const BEFORE: readonly (readonly [RegExp, Form, number])[] = [
  [/\binterview (?:given |granted |published |aired |broadcast )?(?:with|to|by|on|for|in) (?:the )?(?:[\w-]+ )?$/i, 'interview', ISSUING],
  [
    /\b(?:told|spoke (?:to|with)|speaking (?:to|with)|talking to|in (?:comments|remarks) to) (?:(?:\p{L}[\p{L}.]*,? ){1,4}and )?(?:the )?(?:[\w-]+ )?$/iu,
    'interview',
    ISSUING,
  ],
  [/\b(?:statement|press release|news release) (?:from|by|of|issued by|released by|published by) (?:the )?$/i, 'statement', ISSUING],
  [/\bstatement to (?:the )?$/i, 'statement', ISSUING],
  [
    /\b(?:citing|quoting|with reference to|referring to|first reported by|obtained by|reviewed by|seen by)(?: (?:an? )?(?:[\w-]+ )?(?:reports?|letters?|documents?|memos?|statements?|sources?|officials?) (?:by|in|from|at|of))? (?:the )?$/i,
    'report',
    CITED,
  ],
  [
    /\b(?:according to|reported by|reports by|report (?:by|in|from)|published by|published in|as reported in|in an article (?:in|by)|writes in|via)(?: (?:a|the) (?:[\w-]+ )?(?:report|story|article) (?:in|by|from))? (?:the )?$/i,
    'report',
    REPORTING,
  ],
]
const AFTER: readonly (readonly [RegExp, Form, number])[] = [
  [
    /^,? (?:(?:state |daily |business |public )?(?:newspaper|paper|news agency|agency|magazine|daily|website|broadcaster|radio|channel) )?(?:first |has |have |had )?(?:reported|reports|revealed|wrote|writes|has learned|quoted|quotes|broke the)\b/,
    'report',
    REPORTING,
  ],
  [/^,? (?:said|says|announced|confirmed)(?: [\w-]+)? in a (?:[\w-]+ )?(?:statement|communiqu[eé])\b/, 'statement', ISSUING],
  [/^,? (?:said|says|announced)(?: [\w-]+)? in a (?:press|news) release\b/, 'press release', ISSUING],
  [/^, (?:citing|quoting)\b/, 'report', REPORTING],
  [/^,? (?:reporter|correspondent)\b/, 'report', REPORTING],
]
// Only the beginning and the end of a text speak of where all of it comes from.
const LEAD = 4

/** The chain, nearest first and origin last; empty without evidence. `credited` are the outlets of credit lines. */
export function findAttribution(
  body: readonly string[],
  organisations: readonly Organisation[],
  credited: readonly string[],
): AttributionStep[] {
  const evidence: Evidence[] = [
    ...credited.map((outlet): Evidence => ({ outlet, form: 'report', rank: CREDITED })),
    ...dateline(body[0] ?? ''),
    ...organisations.flatMap((organisation) => evidenceOf(body, organisation)),
  ]
  return toSteps(evidence)
}

/** "KYIV, Jan 5 (Reuters) — …" */
function dateline(paragraph: string): Evidence[] {
  const head = paragraph.slice(0, 120)
  const match = /^(\p{Lu}[^()]{1,60}) \(([^()]{2,40})\)\s*[—–-]/u.exec(head) ?? /^(\p{Lu}[^()]{1,60}), ([^(),]{2,30})\s+[—–]/u.exec(head)
  const outlet = match?.[2]
  return outlet && isKnownOutlet(outlet) ? [{ outlet: outletName(outlet), form: 'report', rank: CREDITED }] : []
}

function evidenceOf(body: readonly string[], { name, paragraph, start, end }: Organisation): Evidence[] {
  if (paragraph >= LEAD && paragraph < body.length - 2) return []
  const text = body[paragraph] ?? ''
  const before = text.slice(Math.max(0, start - 80), start)
  const after = text.slice(end, end + 60)
  for (const [pattern, form, rank] of BEFORE) if (pattern.test(before) && isIssuer(name, rank, form)) return [{ outlet: name, form, rank }]
  for (const [pattern, form, rank] of AFTER) if (pattern.test(after) && isIssuer(name, rank, form)) return [{ outlet: name, form, rank }]
  return []
}

/** Any body issues statements; only an outlet reports and interviews. */
function isIssuer(name: string, rank: number, form: Form): boolean {
  return (
    isKnownOutlet(name) ||
    form === 'statement' ||
    form === 'press release' ||
    (rank === CITED && form !== 'interview') ||
    looksLikeOutlet(name)
  )
}

function looksLikeOutlet(name: string): boolean {
  return /\b(?:Times|Post|Courier|Dispatch|Inquirer|Sentinel|Examiner|Journal|News|Tribune|Herald|Gazette|Chronicle|Observer|Telegraph|Magazine|Press|Radio|Television|TV|Broadcasting|Agency|Media|Daily|Weekly|Today|Monitor|Register|Mail|Star)\b/.test(
    name,
  )
}

function toSteps(evidence: readonly Evidence[]): AttributionStep[] {
  const strongest = new Map<string, Evidence>()
  for (const each of evidence) {
    const key = outletKey(each.outlet)
    const known = strongest.get(key)
    // An outlet that was spoken to is the origin, whatever else is said of it.
    if (!known || each.rank > known.rank) strongest.set(key, each)
  }
  const ranked = [...strongest.values()]
  const said = ranked.some(({ outlet }) => isKnownOutlet(outlet) || looksLikeOutlet(outlet))
  const steps: AttributionStep[] = []
  for (const rank of [CREDITED, REPORTING, CITED, ISSUING]) {
    for (const form of new Set(ranked.filter((each) => each.rank === rank).map((each) => each.form))) {
      const outlets = ranked.filter((each) => each.rank === rank && each.form === form).map((each) => each.outlet.slice(0, 120))
      if (outlets.length > 0) steps.push({ outlets: outlets.slice(0, 8), url: null, form })
    }
  }
  return (said ? steps : steps.slice(0, 1)).slice(0, 8)
}
