import { readable } from '@/components/text/format'
import { PlotFrame } from '@/components/plots/frame'
import type { AuditedFile, AuditedWeight } from '@/lib/audit/schema'
import { RULE } from '@/lib/audit/verdict'

/** Height of a file's row in pixels, and of the bands' names above the first. */
const ROW = 40
const HEAD = 26
/** The axis ends here: what is larger is drawn at its end. */
const LARGEST = 2
/** Horizontal range of the data, in percent of the width. */
const [LEFT, RIGHT] = [3, 97]

const x = (ratio: number) => LEFT + ((RIGHT - LEFT) * Math.min(Math.max(ratio, 0), LARGEST)) / LARGEST

const BANDS = [
  ['crushed', 0, RULE.weakenedFrom, 'fill-tint'],
  ['weakened', RULE.weakenedFrom, RULE.roundedFrom, 'fill-wash'],
  ['rounded', RULE.roundedFrom, RULE.roundedTo, 'fill-paper'],
  ['enlarged', RULE.roundedTo, LARGEST, 'fill-wash'],
] as const

/** Stored value divided by the original, of every weight that was compared, a row a file. */
export function Ratios({ files }: { files: readonly AuditedFile[] }) {
  const rows = files
    .map(({ file, weights }) => ({ file: file ?? 'the checkpoint', weights: weights.filter(isCompared) }))
    .filter(({ weights }) => weights.length > 0)
  if (rows.length === 0) return null
  const all = rows.flatMap(({ file, weights }) => weights.map((weight) => ({ file, ...weight })))
  const height = HEAD + rows.length * ROW + 20
  return (
    <PlotFrame
      id="ratios"
      title="Stored value divided by the original"
      description={all.map((one) => `${one.file}, ${placeOf(one)}: ${readable(one.ratio)}, ${one.verdict}.`).join(' ')}
      height={height}
      table={{
        caption: 'Stored value divided by the original',
        head: ['File', 'Weight', 'Ratio', 'Verdict'],
        rows: all.map((one) => [one.file, placeOf(one), String(one.ratio), one.verdict]),
      }}
      note={`Within ${RULE.keptWithin * 100} % of 1 it counts as kept. What is above ${LARGEST} is drawn there.`}
    >
      {BANDS.map(([name, from, to, fill]) => (
        <g key={name}>
          <rect
            x={`${x(from)}%`}
            width={`${x(to) - x(from)}%`}
            y={HEAD - 6}
            height={rows.length * ROW + 6}
            className={fill}
          />
          <text x={`${(x(from) + x(to)) / 2}%`} y={14} textAnchor="middle" className="fill-muted">
            {name}
          </text>
        </g>
      ))}
      <line
        x1={`${x(1)}%`}
        x2={`${x(1)}%`}
        y1={HEAD - 6}
        y2={HEAD + rows.length * ROW}
        className="stroke-edge"
        strokeDasharray="2 3"
      />
      {rows.map(({ file, weights }, i) => (
        <g key={file}>
          <text x={`${LEFT}%`} y={HEAD + i * ROW + 12} className="fill-ink">
            {file}
          </text>
          {weights.map((weight) => (
            <circle
              key={placeOf(weight)}
              cx={`${x(weight.ratio)}%`}
              cy={HEAD + i * ROW + 24}
              r="5"
              className={['kept', 'rounded'].includes(weight.verdict) ? 'fill-ink' : 'fill-accent'}
            />
          ))}
        </g>
      ))}
      {[0, 0.5, 1, 1.5, 2].map((tick) => (
        <text key={tick} x={`${x(tick)}%`} y={height - 4} textAnchor="middle" className="fill-muted">
          {tick}
        </text>
      ))}
    </PlotFrame>
  )
}

const isCompared = (weight: AuditedWeight): weight is AuditedWeight & { ratio: number } =>
  weight.ratio !== null && weight.verdict !== 'not-compared'

const placeOf = ({ layer, row, col }: Pick<AuditedWeight, 'layer' | 'row' | 'col'>) => `layer ${layer} [${row}, ${col}]`
