/** Does something with every item, so many at a time; gives the results in the order of the items. */
export async function inParallel<T, R>(items: readonly T[], most: number, act: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = []
  const left = items.entries()
  const goOn = async (): Promise<void> => {
    const next = left.next()
    if (next.done) return
    const [index, item] = next.value
    results[index] = await act(item)
    return goOn()
  }
  await Promise.all(Array.from({ length: most }, goOn))
  return results
}
