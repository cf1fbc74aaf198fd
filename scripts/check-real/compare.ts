import { activationRows } from './compare-activations'
import { damageRows } from './compare-damage'
import { spikeRows } from './compare-spikes'
import { answerRows } from './compare-answers'
import type { Measured } from './measured'
import type { Referee } from './referee'
import type { Row } from './row'

export interface Compared {
  /** What the commands answer, beside what they have to. */
  readonly answers: readonly Row[]
  /** What both sides measured. */
  readonly quantities: readonly Row[]
}

/** Compares everything that both sides have. */
export function compare(referee: Referee, measured: Measured): Compared {
  return {
    answers: answerRows(referee, measured),
    quantities: [
      ...damageRows(referee, measured),
      ...spikeRows(referee, measured),
      ...activationRows(referee, measured),
    ],
  }
}
