import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import { readValue } from '@/lib/hub/safetensors/read-value'
import type { Protocol, StaticReading } from '@/lib/protocol'
import { InvalidCheckpoint } from '../families'
import type { ClaimedMember } from './members'
import { scanTensor, type PlacedWeight } from './tensor-scan'

/** What the stored bytes say, before anything is computed with them. */
export interface StaticFacts {
  /** One per member, in the members' order. */
  readonly readings: readonly StaticReading[]
  /** The largest weights of each tensor that has a member, members included: what controls are drawn from. */
  readonly largest: ReadonlyMap<string, readonly PlacedWeight[]>
}

/** Bits, value, rank and z-score of every member (protocol.md, 3.1). Each tensor is walked once. */
export async function readStatic(
  checkpoint: Checkpoint,
  members: readonly ClaimedMember[],
  protocol: Protocol,
  signal?: AbortSignal,
): Promise<StaticFacts> {
  const largest = new Map<string, readonly PlacedWeight[]>()
  const readings = new Map<ClaimedMember, StaticReading>()
  for (const tensor of new Set(members.map((m) => m.coordinate.tensor))) {
    const own = members.filter((m) => m.coordinate.tensor === tensor)
    const location = checkpoint.tensors.get(tensor)
    const [rows, cols] = location?.shape ?? []
    if (!location || rows === undefined || cols === undefined)
      throw new InvalidCheckpoint(`The checkpoint has no matrix "${tensor}".`)
    const stored = await Promise.all(
      own.map((m) => readValue(checkpoint, location, m.coordinate.row, m.coordinate.col)),
    )
    const scan = await scanTensor(
      checkpoint,
      tensor,
      stored.map((s) => s.value),
      protocol.controls.from_largest + own.length,
      signal,
    )
    largest.set(tensor, scan.largest)
    stored.forEach(({ bits, value, dtype }, i) => {
      const member = own[i]
      const z = scan.deviation > 0 ? (value - scan.mean) / scan.deviation : 0
      if (member)
        readings.set(member, { bits, value, dtype, shape: [rows, cols], rank: scan.ranks[i] ?? 1, z_score: z })
    })
  }
  return { readings: members.flatMap((m) => readings.get(m) ?? []), largest }
}
