/**
 * What a sink does instead of taking a message, by the domain of its recipient (at a login, of its user).
 *
 * A rule is `{ to?, at: 'auth' | 'rcpt' | 'data' | 'end', do: { code, text } | 'hang' | 'drop', times? }`: `to` is a regular expression over the recipient, `data` is while
 * the message comes in, `end` after all of it was read. The first that matches and has uses left is obeyed. Or a rule is `{ random: { seed, weights } }`, which
 * chooses anew for every attempt from what ACTS names, in the same order for the same seed.
 */
export class RuleBook {
  #rules = new Map()

  set(domain, rules) {
    this.#rules.set(domain, rules.map(readRule))
  }

  /** What is to be done at a stage of an attempt; null where nothing is in the way. A rule is used up by it. */
  find(address, at) {
    for (const rule of this.#rules.get(domainOf(address)) ?? []) {
      const act = rule(address, at)
      if (act !== undefined) return act
    }
    return null
  }
}

const ACTS = {
  ok: null,
  421: { at: 'rcpt', do: { code: 421, text: '4.3.2 closing down' } },
  451: { at: 'rcpt', do: { code: 451, text: '4.3.0 try again later' } },
  550: { at: 'rcpt', do: { code: 550, text: '5.1.1 no such mailbox' } },
  hang: { at: 'rcpt', do: 'hang' },
  hangAfter: { at: 'end', do: 'hang' },
  dropBefore: { at: 'rcpt', do: 'drop' },
  dropDuring: { at: 'data', do: 'drop' },
  dropAfter: { at: 'end', do: 'drop' },
}

function readRule(rule) {
  return rule.random ? chance(rule.random) : fixed(rule)
}

function fixed({ to = '', at: stage, do: act, times = Infinity }) {
  const pattern = new RegExp(to, 'i')
  let left = times
  return (address, at) => {
    if (at !== stage || left <= 0 || !pattern.test(address)) return undefined
    left -= 1
    return act
  }
}

/** One choice for an attempt, made when its recipient is named and kept to its end. */
function chance({ seed, weights }) {
  const next = mulberry32(seed)
  const chosen = new Map()
  const unknown = Object.keys(weights).find((name) => !(name in ACTS))
  if (unknown) throw new Error(`"${unknown}" is not one of ${Object.keys(ACTS).join(', ')}`)
  return (address, at) => {
    if (at === 'rcpt') chosen.set(address, ACTS[choose(weights, next())])
    const act = chosen.get(address)
    return act?.at === at ? act.do : null
  }
}

function choose(weights, share) {
  const entries = Object.entries(weights)
  let rest = share * entries.reduce((sum, [, weight]) => sum + weight, 0)
  const [name] = entries.find(([, weight]) => (rest -= weight) < 0) ?? entries.at(-1)
  return name
}

/** A small generator of numbers in [0, 1), the same for the same seed. */
function mulberry32(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function domainOf(address) {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase()
}
