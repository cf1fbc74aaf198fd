import { availableParallelism } from 'node:os'

/** The onnxruntime providers that this verifier supports. */
export const DEVICES = ['cpu', 'cuda', 'webgpu'] as const
export type Device = (typeof DEVICES)[number]

/** What computes, for the whole process: onnxruntime keeps threads per session, and a report names one engine. */
export interface Engine {
  readonly device: Device
  /** Threads per operation, on the CPU. */
  readonly threads: number
}

/** One thread per core: more were measured 10 to 20 % slower. */
let chosen: Engine = { device: 'cpu', threads: availableParallelism() }

export function engine(): Engine {
  return chosen
}

/** Chooses what sessions opened from now on compute with; settings left out stay. */
export function useEngine(part: Partial<Engine>): void {
  chosen = { ...chosen, ...part }
}
