import type { AttributionStep } from './article.ts'
import { outletKey, outletName } from './outlet.ts'

/** Who had a story from whom: where a chain begins, and how many independent beginnings several chains have. */

/** An outlet by the key under which its aliases are one, and by its name. */
export interface Outlet {
  readonly key: string
  readonly name: string
}

/** Every outlet of a chain, nearest first, each once. */
export function outletsOf(chain: readonly AttributionStep[]): Outlet[] {
  return distinctOutlets(chain.flatMap((step) => step.outlets.map(toOutlet)))
}

/** Where a chain begins: the outlets of its last step. Empty where it says nothing. */
export function originsOf(chain: readonly AttributionStep[]): Outlet[] {
  return distinctOutlets(chain.at(-1)?.outlets.map(toOutlet) ?? [])
}

/** The independent origins of several reports: each outlet once, and how many reports do not say where they have it from. */
export function countOrigins(reports: readonly (readonly Outlet[])[]): { outlets: Outlet[]; unknown: number } {
  return {
    outlets: distinctOutlets(reports.flat()),
    unknown: reports.filter((origins) => origins.length === 0).length,
  }
}

function toOutlet(name: string): Outlet {
  return { key: outletKey(name), name: outletName(name) }
}

function distinctOutlets(outlets: readonly Outlet[]): Outlet[] {
  const byKey = new Map<string, Outlet>()
  for (const outlet of outlets) if (!byKey.has(outlet.key)) byKey.set(outlet.key, outlet)
  return [...byKey.values()]
}
