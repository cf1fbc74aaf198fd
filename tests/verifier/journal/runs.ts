import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { openJournal, type JournalOptions } from '@/verifier/journal/open'
import type { Notice } from '@/verifier/journal/notices'
import { THROTTLE, type ThrottleOptions } from '@/verifier/journal/write-throttle'
import type { RunKey } from '@/verifier/journal/run-key'

/** Writes at once, always, but where that would overwrite what an earlier run left. */
export const EAGER: ThrottleOptions = { ...THROTTLE, firstMs: 0, everyMs: 0, rest: 0 }

/** A run that nothing has to be opened for. */
export function aRun(changes: Partial<RunKey> = {}): RunKey {
  return {
    program: 'a'.repeat(64),
    kind: 'verify',
    repo: 'acme/small',
    commit: 'c0ffee'.padEnd(40, '0'),
    files: null,
    tokenizer: 't'.repeat(64),
    protocol: 'p'.repeat(64),
    coordinates: ['model.layers.1.mlp.down_proj.weight[23, 88]'],
    grade: 'quick',
    corpus: 'c'.repeat(64),
    verifier: {
      version: '0.1.0',
      engine: 'onnxruntime-node 1',
      node: 'v20',
      cpu: 'a processor',
      threads: 2,
      number_format: 'float32',
    },
    ...changes,
  }
}

/** A DATA_DIR of a suite's own, gone afterwards. */
export function useDataFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'superweights journal '))
  beforeAll(() => {
    process.env.DATA_DIR = folder
  })
  afterAll(() => {
    delete process.env.DATA_DIR
    rmSync(folder, { recursive: true, force: true })
  })
  return folder
}

/** Opens a journal, and what it has said so far. */
export async function opened(run: RunKey | Promise<RunKey>, options: Partial<JournalOptions> = {}) {
  const notices: Notice[] = []
  const journal = await openJournal(run, {
    resume: false,
    throttle: EAGER,
    onNotice: (notice) => notices.push(notice),
    ...options,
  })
  return { journal, notices, scope: journal?.scope('perplexity, grade quick') }
}
