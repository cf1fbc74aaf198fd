import { readable } from '@/components/text/format'
import type { FoundWeight, Member } from '@/lib/protocol'
import type { OtherSpike, SpikeSeries } from './spike-series'

/** Which weights make the spikes that are not this member's, and what its own channel holds. */
export function SpikeNote({ member, series: { own, makes, others } }: { member: Member; series: SpikeSeries }) {
  return (
    <>
      {!makes && (
        <>
          {' '}
          This weight makes no spike: the ring is its own channel {member.output_channel}, |y| ={' '}
          {readable(Math.abs(own))}, of which it makes {percent(member.evidence.share)}.
        </>
      )}
      {others.map((other) => (
        <span key={other.layer}> {sentence(other, other.layer === member.layer)}</span>
      ))}
    </>
  )
}

function sentence({ layer, output, channel, makers }: OtherSpike, here: boolean): string {
  const what = here
    ? `The largest |y| of layer ${layer}, ${readable(Math.abs(output))} in channel ${channel},`
    : `The spike of ${readable(Math.abs(output))} in layer ${layer}, channel ${channel},`
  if (makers.length === 0)
    return `${what} ${here ? 'is not made by it' : 'is present too; this round attributes it to no weight'}.`
  return `${what} is made by ${makers.map(nameOf).join(' and ')}.`
}

function nameOf({ row, col, share, late_echo: echo }: FoundWeight): string {
  return `[${row}, ${col}] (${percent(share)} of it${echo ? '; it does not stay' : ''})`
}

/** Shares below this are rounding errors. */
const LEAST_SHARE = 1e-4

const percent = (share: number) =>
  Math.abs(share) < LEAST_SHARE ? `less than ${100 * LEAST_SHARE} %` : `${readable(100 * share)} %`
