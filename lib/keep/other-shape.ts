import { keyOf } from '@/lib/coordinates'
import type { CheckpointReading } from '@/lib/checkpoints/read-checkpoint'
import type { KeepMember } from './answers/schema'

/**
 * Why a model says nothing about the coordinates of another: one of their tensors has another shape in it, so that the same indices name another connection.
 * Null where all shapes agree, as far as they are known.
 */
export function otherShape({ repo, found }: CheckpointReading, members: readonly KeepMember[]): string | null {
  const shapes = new Map(members.map((member) => [keyOf(member), member.shape]))
  for (const { coordinate, shape } of found) {
    const expected = shapes.get(keyOf(coordinate)) ?? null
    if (expected !== null && expected.join() !== shape.join())
      return `${coordinate.tensor} of ${repo} has the shape [${shape.join(', ')}], not [${expected.join(', ')}].`
  }
  return null
}
