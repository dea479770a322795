/** One of a list: `pick` is from 0 to below 1. */
export function chosen<T>(list: readonly T[], pick: number): T | undefined {
  return list[Math.floor(pick * list.length)]
}
