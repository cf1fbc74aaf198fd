import type { Part } from './part'

/** Numbers of four bits `from` to `to` of a tensor of bytes, the low nibble of a byte first. */
export async function nibblesOf(part: Part, from: number, to: number): Promise<number[]> {
  const first = Math.floor(from / 2)
  const bytes = await part.numbers({ first, count: Math.ceil(to / 2) - first })
  return Array.from({ length: to - from }, (_, i) => {
    const byte = bytes[Math.floor((from + i) / 2) - first] ?? 0
    return (from + i) % 2 === 0 ? byte & 15 : byte >> 4
  })
}
