/** `work`, done once for all who ask while it is under way. */
export function together<T>(work: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | null = null
  return () =>
    (underWay ??= work().finally(() => {
      underWay = null
    }))
}
