import { SWP2 } from '@/lib/protocol'
import { RealModel, RemovalName, REMOVALS } from '@/lib/real-model/schema'
import { describeMachine } from '../bench/machine'
import { damageOf, intactPerplexity } from './compare-damage'
import { evidenceOf, firstRun } from './compare-spikes'
import type { Measured } from './measured'
import type { Referee } from './referee'

export const MODEL = 'SmolLM2-135M-Instruct'

/** The numbers that the plots of the page show. */
export function numbersOf(referee: Referee, measured: Measured): RealModel {
  const { source, damage, suppression } = referee
  const { rounds } = firstRun(measured.found)
  const largest = (round: number) => rounds[round]?.layers.map(({ output }) => output.value) ?? []
  const evidence = evidenceOf(measured.found, REMOVALS.pair.members[0])
  return RealModel.parse({
    schema_version: 1,
    measured_on: measured.found.finished_at.slice(0, 10),
    machine: describeMachine(),
    model: { name: MODEL, package: source.package, file: source.file, sha256: source.sha256 },
    corpus: {
      sha256: referee.corpus.sha256,
      windows: damage.quick.windows,
      window_tokens: damage.quick.length,
    },
    spikes: { prompt: SWP2.detection.prompts[0], intact: largest(0), removed: largest(1) },
    residual: {
      token: evidence.token,
      channel: suppression.channel,
      intact: evidence.residual_intact,
      removed: evidence.residual_after,
    },
    perplexity: { pytorch: damage.quick.perplexity, here: intactPerplexity(measured) },
    removals: RemovalName.options.map((name) => ({
      name,
      pytorch: damage.quick.streams[name],
      here: damageOf(name, measured),
    })),
  })
}
