/** The stages of a run, in order. */
export const STAGES = ['open', 'static', 'detection', 'perplexity', 'report'] as const
export type Stage = (typeof STAGES)[number]

/** A run's progress: `done` of `total` steps of this stage, and one sentence. */
export interface Progress {
  readonly stage: Stage
  readonly done: number
  readonly total: number
  readonly message: string
  /** Worth a line of its own, also where no progress is shown. */
  readonly announced?: true
}

export type OnProgress = (progress: Progress) => void

/** Where each stage ends as a share of a run: of a quick verdict on a 7B checkpoint, detection takes about two fifths and perplexity three. */
const ENDS: Readonly<Record<Stage, number>> = { open: 0.02, static: 0.05, detection: 0.4, perplexity: 0.99, report: 1 }

/** Share of a stage's rest that one more pass is taken for: the number of removal rounds and grades is not known in advance. */
const PASS_SHARE = 0.7

/** Estimates how much of a run is done from its progress events. A stage may count from 0 several times (rounds, grades); the estimate never falls. */
export class RunEstimate {
  #fraction = 0
  #stage = ''
  #from = 0
  #last = 0

  /** @returns share of the run done, 0 to 1; a stage that this program does not know changes nothing */
  update({ stage, done, total }: { readonly stage: string; readonly done: number; readonly total: number }): number {
    const share = Math.min(1, done / total)
    if (stage !== this.#stage || share < this.#last) this.#from = this.#fraction
    this.#stage = stage
    this.#last = share
    const end = Object.hasOwn(ENDS, stage) ? ENDS[stage as Stage] : this.#from
    const span = Math.max(0, end - this.#from) * (stage === 'detection' || stage === 'perplexity' ? PASS_SHARE : 1)
    this.#fraction = Math.max(this.#fraction, this.#from + span * share)
    return this.#fraction
  }
}
