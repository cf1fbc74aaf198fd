import { openCheckpoint, openFiles } from '@/lib/hub/checkpoint/open-checkpoint'
import { HubError } from '@/lib/hub/errors/hub-error'
import type { RetryPolicy } from '@/lib/hub/http/retry-policy'
import { audit, auditableFiles, type KnownWeight } from './audit'
import { type BaseModel, baseFrom } from './base-model'
import { baseNameOf } from './base-name'
import type { Audit } from './schema'

interface ReadOptions {
  readonly repo: string
  readonly revision: string | null
  readonly retryPolicy: RetryPolicy
  readonly signal?: AbortSignal
}

/** What a repo says of itself before it is audited. */
export interface QuantisedHead {
  /** The Hub's own spelling of the name. */
  readonly repo: string
  readonly commit: string
  readonly gated: boolean
  /** What it was quantised from, where it says so. */
  readonly base: string | null
  /** Its GGUF files; null for a checkpoint in safetensors. */
  readonly files: readonly (string | null)[]
}

/** Pins a repo on the Hub and reads what it was quantised from. @throws HubError; the signal's reason when aborted */
export async function readQuantisedHead(options: ReadOptions): Promise<QuantisedHead> {
  const files = await openFiles(optionsFor(options))
  const { repo, commit, gated } = files
  return { repo, commit, gated, base: await baseNameOf(files), files: auditableFiles(files) }
}

export interface AuditRepoOptions extends ReadOptions {
  readonly file: string | null
  readonly base: string
  readonly known: readonly KnownWeight[]
  /** Most GGUF files to audit where none is named. */
  readonly most: number
}

/** Audits a repo on the Hub. Where the base model cannot be read, norms are not compared. @throws as `audit` */
export async function auditRepo({ file, base: baseName, known, most, ...options }: AuditRepoOptions): Promise<Audit> {
  const [files, base] = await Promise.all([openFiles(optionsFor(options)), openBase(baseName, options)])
  return audit({ files, known, baseName, base, most, ...(file === null ? {} : { file }) })
}

async function openBase(repo: string, { retryPolicy, signal }: ReadOptions): Promise<BaseModel | null> {
  try {
    return baseFrom(await openCheckpoint({ repo, retryPolicy, ...(signal ? { signal } : {}) }))
  } catch (error) {
    if (error instanceof HubError && error.permanent) return null
    throw error
  }
}

function optionsFor({ repo, revision, retryPolicy, signal }: ReadOptions) {
  return { repo, retryPolicy, ...(revision === null ? {} : { revision }), ...(signal ? { signal } : {}) }
}
