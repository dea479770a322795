import { env } from 'cloudflare:workers'
import { storeOf, type Store } from '../src/store/store.ts'
import { interceptedD1 } from './intercepted.ts'

/** A store that goes away while somebody works with it. */

export interface Failure {
  readonly from: number
  readonly until: number
  /** Whether the first call that fails is carried out, and only its answer is lost. The others are not. */
  readonly when: 'before' | 'after'
}

/** The stores, of which D1 fails from one call to another. */
export function failing({ from, until, when }: Failure): Store {
  const { kv, db } = storeOf(env)
  let calls = 0
  return {
    kv,
    db: interceptedD1(db, async (_what, work) => {
      calls += 1
      if (calls < from || calls > until) return work()
      if (calls === from && when === 'after') await work()
      throw new Error('the store is away')
    }),
  }
}
