import { PositionMap } from '@/components/plots/position-map'
import { axesOf } from '@/components/text/axes'
import type { Member } from '@/lib/protocol'

/** A map of each tensor with all members in it. */
export function Places({ members }: { members: readonly Member[] }) {
  const tensors = [...new Set(members.map(({ tensor }) => tensor))]
  return (
    <div className="grid gap-x-12 gap-y-10 sm:grid-cols-2 lg:grid-cols-3">
      {tensors.map((tensor, i) => {
        const here = members.filter((member) => member.tensor === tensor)
        const [first] = here
        if (!first) return null
        return (
          <PositionMap
            key={tensor}
            id={`places-${i}`}
            tensor={tensor}
            shape={first.static.shape}
            axes={axesOf(first.row, first.output_channel)}
            points={here.map(({ row, col }) => ({ row, col, name: `[${row}, ${col}]` }))}
            note={<span className="wrap-anywhere">{tensor}</span>}
          />
        )
      })}
    </div>
  )
}
