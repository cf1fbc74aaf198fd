import type { Edit } from '@/verifier/pass/edits'
import type { Grade, WeightClass } from '@/lib/protocol'
import type { Stage } from '@/verifier/measure/progress'
import type { Moment } from './clock'

/** A named stream of a pass. */
export interface StreamPlan {
  readonly name: string
  readonly edits: readonly Edit[]
}

/** A step of a verification, by the message that announces it. */
export interface VerdictStep {
  readonly stage: Stage
  readonly message: string
  readonly took: Moment
}

/** The measurements a child process can run. */
export interface Jobs {
  /** The smallest time of onnxruntime for a product of square matrices. */
  matmul: { asked: { size: number; repeats: number }; found: { prepacked: Moment; fed: Moment } }
  /** One layer at a time, on one sequence: what each time took. */
  layer: {
    asked: { folder: string; ids: readonly number[]; repeats: number }
    found: { load: Moment[]; run: Moment[]; head: Moment }
  }
  /** A whole pass: what it took, also until the first layer began and each (and last the head) was done, and each stream's mean loss. */
  pass: {
    asked: { folder: string; ids: readonly number[]; streams: readonly StreamPlan[] }
    found: { took: Moment; marks: Moment[]; losses: Record<string, number>; peakBytes: number }
  }
  /** Detection's forward of one prompt. */
  trace: { asked: { folder: string; ids: readonly number[] }; found: { took: Moment; peakBytes: number } }
  /** A whole verification of one weight. `streams` counts those that differ in their edits. */
  verdict: {
    asked: { folder: string; coordinate: string; grade: Grade }
    found: {
      took: Moment
      steps: VerdictStep[]
      peakBytes: number
      class: WeightClass | null
      promptTokens: number[]
      streams: number
      windows: [number, number]
    }
  }
  /** A whole search for super weights. `sets` counts those removed together. */
  find: {
    asked: { folder: string }
    found: { took: Moment; steps: VerdictStep[]; peakBytes: number; groups: number; sets: number; answers: number }
  }
}

export type JobName = keyof Jobs
