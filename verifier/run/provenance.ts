import '../engine/no-telemetry'
import { cpus } from 'node:os'
import { env } from 'onnxruntime-node'
import { TOKENIZERS_VERSION } from '@/lib/hub/tokenizer/token-cache'
import type { VerifierFacts } from '@/lib/protocol'
import { engine } from '../engine/engine'

/** Version of the verifier: raised whenever its numbers could change. */
export const VERIFIER_VERSION = '0.1.0'

/** What made a report: two reports agree only if they come from different verifiers, hardware or number formats (level 3). */
export function provenance(): VerifierFacts {
  const { device, threads } = engine()
  return {
    version: VERIFIER_VERSION,
    engine: `onnxruntime-node ${env.versions.node ?? env.versions.common}`,
    packages: { '@huggingface/tokenizers': TOKENIZERS_VERSION },
    node: process.version,
    cpu: `${cpus()[0]?.model.trim() ?? 'unknown'} (${process.platform}-${process.arch})`,
    device,
    threads,
    number_format: 'float32',
  }
}
