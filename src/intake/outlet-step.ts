import type { AttributionStep } from '../core/article.ts'
import { outletKey } from '../core/outlet.ts'

/** Whoever published a text, by what stands around it. */
export interface Outlet {
  readonly name: string
  readonly url: string | null
}

/** A chain with its publisher as the nearest step, unless the text names it already. */
export function publishedBy(outlet: Outlet | null, chain: readonly AttributionStep[]): AttributionStep[] {
  if (outlet === null) return [...chain]
  const key = outletKey(outlet.name)
  if (chain.some(({ outlets }) => outlets.some((name) => outletKey(name) === key))) return [...chain]
  const nearest: AttributionStep = { outlets: [outlet.name], url: outlet.url, form: 'report' }
  return [nearest, ...chain].slice(0, 8)
}
