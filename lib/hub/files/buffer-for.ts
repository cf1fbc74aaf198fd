/** The beginning of `into`, or new memory when there is none to fill. @throws RangeError when `into` is too short */
export function bufferFor(length: number, into?: Uint8Array): Uint8Array {
  if (into === undefined) return new Uint8Array(length)
  if (into.length < length) throw new RangeError(`a buffer of ${into.length} bytes cannot hold ${length}`)
  return into.subarray(0, length)
}
