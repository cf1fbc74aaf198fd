import type { DetectionRun, Extreme, LayerExtremes } from '@/lib/protocol'
import { LIMITS } from './limits'
import type { Measured } from './measured'
import type { Referee, RefereeLayer } from './referee'
import { nearAll, same, type Row } from './row'

const KINDS = [
  ['|x|', 'down_proj_input', 'input'],
  ['|y|', 'down_proj_output', 'output'],
  ['|h|', 'residual_after', 'residual'],
] as const satisfies readonly (readonly [string, keyof RefereeLayer, keyof LayerExtremes])[]

/** The largest x, y and h of every layer, on every prompt with and without BOS. */
export function activationRows({ traces }: Pick<Referee, 'traces'>, { detection }: Pick<Measured, 'detection'>): Row[] {
  const theirs = traces.flatMap(({ layers }) => layers)
  const runs = inTheirOrder(detection)
  const ours = runs.flatMap(({ rounds }) => rounds[0]?.layers ?? [])
  const all = `${traces.length} prompts x ${traces[0]?.layers.length ?? 0} layers`
  return [
    sameTokens(traces, runs),
    ...KINDS.map(([symbol, their, our]) =>
      nearAll(
        `largest ${symbol}, ${all}`,
        theirs.map((layer) => layer[their].value),
        ours.map((layer) => layer[our].value),
        LIMITS.activation,
      ),
    ),
    same('token and channel of each', counted(theirs.length * KINDS.length), counted(samePlaces(theirs, ours))),
  ]
}

/** Rows of the first prompt, with what the first round removes at zero. */
export function removedRow({ removal_rounds: theirs }: Referee, run: DetectionRun | undefined): Row {
  return nearAll(
    'largest |y| by layer, without the pair',
    theirs[1]?.layers.map((layer) => layer.down_proj_output.value) ?? [],
    run?.rounds[1]?.layers.map((layer) => layer.output.value) ?? [],
    LIMITS.activation,
  )
}

/** As the referee traces them: with the tokenizer's own BOS first, by prompt. */
const inTheirOrder = (runs: readonly DetectionRun[]) =>
  runs.toSorted((a, b) => a.bos.localeCompare(b.bos) || a.prompt - b.prompt)

const counted = (places: number) => `${places} places`

function samePlaces(theirs: readonly RefereeLayer[], ours: readonly LayerExtremes[]): number {
  return theirs.reduce(
    (sum, layer, i) => sum + KINDS.filter(([, their, our]) => equal(layer[their], ours[i]?.[our])).length,
    0,
  )
}

const equal = (a: Pick<Extreme, 'token' | 'channel'>, b: Extreme | undefined) =>
  a.token === b?.token && a.channel === b.channel

/** How many ids are equal, position by position. */
function sameTokens(theirs: Referee['traces'], ours: readonly DetectionRun[]): Row {
  const [their, our] = [theirs, ours].map((runs) => runs.flatMap(({ token_ids: ids }) => ids))
  const equal = their?.filter((id, i) => id === our?.[i]).length
  const total = their?.length
  return same('tokens of the prompts', `${total} tokens`, `${equal} tokens`, equal === total && total === our?.length)
}
