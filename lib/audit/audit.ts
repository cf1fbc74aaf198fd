import { axesByName } from '@/lib/coordinates'
import { HubError } from '@/lib/hub/errors/hub-error'
import type { RepoFiles } from '@/lib/hub/files/repo-files'
import { BlockError } from '@/lib/quantised/gguf/block-error'
import { QuantisedError } from '@/lib/quantised/safetensors/quantised-error'
import type { BaseModel } from './base-model'
import { openGguf } from './gguf-file'
import { type Folding, judge, unread } from './judge'
import { isFolded, NORMS } from './norms'
import { openSafetensors } from './safetensors-checkpoint'
import type { Audit, AuditedFile, AuditedWeight } from './schema'
import type { Quantised, Wanted } from './stored-weight'

/** A weight to look for, as it is known of the base model. */
export interface KnownWeight extends Pick<
  AuditedWeight,
  'tensor' | 'row' | 'col' | 'layer' | 'expert' | 'record' | 'verified'
> {
  /** As read at a record's commit; null where it is only published. */
  readonly value: number | null
}

export interface AuditOptions {
  readonly files: RepoFiles
  readonly known: readonly KnownWeight[]
  /** Name of the base model, whether or not it could be opened. */
  readonly baseName: string | null
  readonly base: BaseModel | null
  /** Of several GGUF files the one to audit; all, up to `most`, when absent. */
  readonly file?: string
  readonly most: number
  /** Told before each file. */
  readonly onFile?: (file: string | null, place: number, of: number) => void
}

/** Files of GGUF repos that hold no language model: projectors of images, matrices of importance. */
const NOT_A_MODEL = /(?:^|[/.-])(?:mmproj|imatrix)/i

/** The files of a repo that are audited one by one: GGUF files, or null for the one checkpoint in safetensors. */
export function auditableFiles({ files }: RepoFiles): readonly (string | null)[] {
  const gguf = [...files.keys()].filter((name) => /\.gguf$/i.test(name) && !NOT_A_MODEL.test(name))
  return gguf.length > 0 ? gguf : [null]
}

/**
 * What became of known weights in a quantised checkpoint: of each file the header is read, and of each weight the block or group that holds it.
 * @throws HubError for the network, for a repo without weights that are known here, and `missing-file` for a file that it does not have
 */
export async function audit({ files, known, baseName, base, file, most, onFile }: AuditOptions): Promise<Audit> {
  const all = auditableFiles(files)
  if (file !== undefined && !all.includes(file))
    throw new HubError('missing-file', `${files.repo} has no GGUF file "${file}".`)
  const chosen = file === undefined ? all.slice(0, most) : [file]
  const audited: AuditedFile[] = []
  for (const [place, one] of chosen.entries()) {
    onFile?.(one, place + 1, chosen.length)
    audited.push(await auditFile(files, one, known, base))
  }
  const { repo, commit, gated } = files
  return {
    schema_version: 1,
    repo,
    commit,
    gated,
    base: base?.repo ?? baseName,
    files: audited,
    other_files: all.filter((one) => one !== null && !chosen.includes(one)) as string[],
  }
}

async function auditFile(
  files: RepoFiles,
  file: string | null,
  known: readonly KnownWeight[],
  base: BaseModel | null,
): Promise<AuditedFile> {
  try {
    const quantised = file === null ? await openSafetensors(files) : await openGguf(files, file)
    const weights: AuditedWeight[] = []
    const foldings = new Map<number, Promise<Folding>>()
    const foldingIn = (wanted: Wanted) => {
      const found = foldings.get(wanted.layer) ?? foldingOf(quantised, wanted, base)
      foldings.set(wanted.layer, found)
      return found
    }
    for (const one of known) weights.push(await auditWeight(quantised, one, base, foldingIn))
    return { file, weights, problem: null }
  } catch (error) {
    // One file of many may be malformed; a repo of one is refused as a whole.
    if (file === null || !(error instanceof HubError) || !error.permanent) throw error
    return { file, weights: [], problem: error.message }
  }
}

async function auditWeight(
  quantised: Quantised,
  { value, ...known }: KnownWeight,
  base: BaseModel | null,
  foldingIn: (wanted: Wanted) => Promise<Folding>,
): Promise<AuditedWeight> {
  const wanted: Wanted = { ...known, axes: axesByName(known.tensor) ?? 'out-in' }
  const original = value ?? (await base?.value(wanted)) ?? null
  try {
    const [stored, folding] = [await quantised.read(wanted), await foldingIn(wanted)]
    return { ...known, original, ...judge(original, stored, folding) }
  } catch (error) {
    if (!(error instanceof BlockError || error instanceof QuantisedError)) throw error
    return { ...known, original, ...unread(`It cannot be read: ${error.message}.`) }
  }
}

async function foldingOf(quantised: Quantised, wanted: Wanted, base: BaseModel | null): Promise<Folding> {
  if (base === null) return 'unknown'
  let compared = false
  for (const name of NORMS) {
    const [was, here] = [await base.norm(wanted, name), await quantised.norm(wanted, name)]
    if (was === null || here === null) continue
    if (isFolded(was, here)) return 'yes'
    compared = true
  }
  return compared ? 'no' : 'unknown'
}
