import { type HubServer, startHubServer } from '@/scripts/hub-server/server'
import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import type { TensorLocation } from '@/lib/hub/safetensors/tensor-location'
import type { Faults } from '@/scripts/hub-server/faults'

/** A local hub for one suite. */
export interface TestHub extends HubServer {
  /** Change it between requests to make the hub misbehave. */
  readonly faults: Faults
}

/** The variables that say where a Hub is; a suite's own values must not meet those of the machine. */
const VARIABLES = ['DEMO_HUB_URL', 'HF_ENDPOINT', 'HF_TOKEN', 'HF_GATED_REPOS', 'HF_CDN_HOSTS'] as const

/**
 * Starts a hub over `root` and points every repo of this process at it, the owner `demo` as well as all others.
 * `close` puts the environment back.
 */
export async function withHub(root: string, faults: Faults = {}): Promise<TestHub> {
  const server = await startHubServer({ root, faults })
  const before = VARIABLES.map((name) => [name, process.env[name]] as const)
  for (const name of VARIABLES) delete process.env[name]
  process.env.DEMO_HUB_URL = server.url
  process.env.HF_ENDPOINT = server.url
  return {
    ...server,
    faults,
    async close() {
      for (const [name, value] of before) {
        if (value === undefined) delete process.env[name]
        else process.env[name] = value
      }
      await server.close()
    },
  }
}

/** The first tensor of a checkpoint. */
export function firstTensor({ tensors }: Checkpoint): TensorLocation {
  const [tensor] = tensors.values()
  if (tensor === undefined) throw new Error('The checkpoint has no tensor.')
  return tensor
}

/** Bytes of weights asked of the hub since request number `since`. */
export function fetchedBytes(hub: TestHub, since: number): number {
  return hub.requests
    .slice(since)
    .filter(({ path }) => path.endsWith('model.safetensors'))
    .reduce((sum, { range }) => {
      const [, from = 0, last = 0] = (/=(\d+)-(\d+)/.exec(range ?? '') ?? []).map(Number)
      return sum + last - from + 1
    }, 0)
}
