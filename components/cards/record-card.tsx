import { plural } from '@/components/text/format'
import { printShort } from '@/lib/coordinates'
import type { ModelRecord } from '@/lib/models/schema'
import type { RatioRecord } from '@/lib/protocol'
import type { SetRecord } from '@/lib/sets/schema'
import type { WeightRecord } from '@/lib/weights/schema'
import { ACCENT, Bar, CardFrame, INK, LayerStrip, MUTED, WIDTH } from './frame'
import { damageWords, evidenceWords, headlineDamage } from './words'

/** Members of a set that a card names one by one. */
const NAMED = 3
/** Ratio whose bar takes the whole width; on a log axis, as in the plots of the pages. */
const WIDEST = 1e6
/** Room for the words beside a bar, in pixels. */
const BESIDE = 560
/** Length of the bar of the intact model, so that there is one. */
const INTACT = 60

export function weightCard(weight: WeightRecord) {
  const damage = headlineDamage(weight)
  const gone = weight.class === 'B' ? 'with its set removed' : 'with it removed'
  return (
    <CardFrame
      words={{
        name: `${weight.id}, version ${weight.version}`,
        repo: weight.repo,
        subject: { lines: split(weight.spellings.paper, /(?=\[\d+, \d+\]$)/), mono: true },
        facts: evidenceWords(weight),
      }}
      plot={damage ? <DamageBars damage={damage} gone={gone} /> : <Unmeasured weight={weight} />}
    />
  )
}

export function setCard(set: SetRecord) {
  const damage = headlineDamage(set)
  const named = set.members.slice(0, NAMED).map((member) => printShort(member))
  const rest = set.members.length - named.length
  return (
    <CardFrame
      words={{
        name: `${set.id}, version ${set.version}`,
        repo: set.repo,
        subject: { lines: [...named, ...(rest > 0 ? [`and ${rest} more`] : [])], mono: true },
        facts: evidenceWords(set),
      }}
      plot={
        damage ? (
          <DamageBars damage={damage} gone={`with all ${set.members.length} removed`} />
        ) : (
          <Note>{plural(set.members.length, 'weight')}, claimed together</Note>
        )
      }
    />
  )
}

export function modelCard(model: ModelRecord) {
  const { weight_count: weights, verified_count: verified } = model
  return (
    <CardFrame
      words={{
        name: `version ${model.version}`,
        repo: '',
        subject: { lines: split(model.repo, /(?<=\/)/), mono: false },
        facts: [
          `${plural(weights, 'coordinate')} on record`,
          verified === 0 ? 'none verified here' : `${verified} verified here`,
        ],
      }}
      plot={<Layers model={model} />}
    />
  )
}

/** Longest text of one line. */
const LINE = 44

/** A text in two lines where it is too long for one: between tensor and place, or owner and name. */
const split = (text: string, at: RegExp): string[] => (text.length > LINE ? text.split(at) : [text])

/** What a card shows, for those who do not see it. */
export const altOf = {
  weight: (weight: WeightRecord) => `${weight.spellings.paper} of ${weight.repo}. ${spoken(weight)}`,
  set: (set: SetRecord) => `${plural(set.members.length, 'weight')} of ${set.repo}, claimed together. ${spoken(set)}`,
  model: ({ repo, weight_count: weights, verified_count: verified }: ModelRecord) =>
    `${repo}: ${plural(weights, 'super-weight coordinate')} on record, ${verified} verified here.`,
} as const

function spoken(record: WeightRecord | SetRecord): string {
  const damage = headlineDamage(record)
  return [evidenceWords(record).join(', '), ...(damage ? [`without it ${damageWords(damage)}`] : [])].join('; ')
}

function DamageBars({ damage, gone }: { damage: RatioRecord; gone: string }) {
  const decades = damage.infinite || damage.ratio === null ? 6 : Math.log10(Math.max(1, damage.ratio))
  const length = INTACT + (WIDTH - BESIDE - INTACT) * Math.min(1, decades / Math.log10(WIDEST))
  return (
    <div style={{ display: 'flex', flexDirection: 'column' }}>
      <Bar length={INTACT} tone={INK} words="perplexity of the intact model" />
      <Bar length={length} tone={ACCENT} words={`${damageWords(damage)} ${gone}`} />
    </div>
  )
}

function Unmeasured({ weight }: { weight: WeightRecord }) {
  const sources = new Set(weight.claims.flatMap((claim) => claim.sources.map(({ citation }) => citation))).size
  return <Note>{sources > 0 ? `Published in ${plural(sources, 'source')}` : 'Claimed, not measured here yet'}</Note>
}

function Layers({ model }: { model: ModelRecord }) {
  const known = model.checkpoints[0]?.layers ?? Math.max(0, ...model.weights.map(({ layer }) => layer + 1))
  if (known === 0) return <Note>What is published about it names no single weight</Note>
  const layers = Array.from({ length: known }, (_, layer) => {
    const here = model.weights.filter((weight) => weight.layer === layer)
    return here.some(({ verified }) => verified) ? 'verified' : here.length > 0 ? 'claimed' : null
  })
  return (
    <div style={{ display: 'flex', flexDirection: 'column' }}>
      <LayerStrip layers={layers} />
      <Note>{`Layers 0 to ${known - 1}`}</Note>
    </div>
  )
}

function Note({ children }: { children: React.ReactNode }) {
  return <div style={{ display: 'flex', color: MUTED, fontSize: 26, marginTop: 8 }}>{children}</div>
}
