import { availableParallelism } from 'node:os'

/** onnxruntime's providers that this verifier can ask for. */
export const DEVICES = ['cpu', 'cuda', 'webgpu'] as const
export type Device = (typeof DEVICES)[number]

/** What computes, for this whole process: onnxruntime keeps its own threads a session, and a report names one engine. */
export interface Engine {
  readonly device: Device
  /** Threads inside one operation, where the device is the processor. */
  readonly threads: number
}

/** One thread a core: more were measured 10 to 20 % slower. */
let chosen: Engine = { device: 'cpu', threads: availableParallelism() }

export function engine(): Engine {
  return chosen
}

/** Chooses what sessions opened from now on compute with; what is left out stays as it was. */
export function useEngine(part: Partial<Engine>): void {
  chosen = { ...chosen, ...part }
}
