import { lookUpPublicly, type LookUp } from './look-up.ts'
import { addressFlaw, answersFlaw, formFlaw, nameToLookUp } from './public-address.ts'

/** Why an address is not fetched. `passing` is what may be otherwise the next time. */
export interface Objection {
  readonly detail: string
  readonly passing: boolean
}

/** Says whether an address may be fetched: null, or why not. It is asked again after every redirect. */
export type Guard = (url: URL) => Promise<Objection | null>

/** Lets only what lies on the public internet through, by its text and by what its name leads to. */
export function publicOnly(lookUp: LookUp = lookUpPublicly): Guard {
  return async (url) => {
    const flaw = addressFlaw(url)
    if (flaw !== null) return { detail: flaw, passing: false }
    const name = nameToLookUp(url)
    if (name === null) return null
    const addresses = await lookUp(name)
    if (!addresses.ok) return { detail: `has a name that cannot be looked up just now (${addresses.error})`, passing: true }
    const answers = answersFlaw(addresses.value)
    return answers === null ? null : { detail: answers, passing: false }
  }
}

/** Lets private networks through as well: for tests, and for those who host this and their feeds themselves. */
export const anywhere: Guard = async (url) => {
  const flaw = formFlaw(url)
  return flaw === null ? null : { detail: flaw, passing: false }
}
