import { stat } from 'node:fs/promises'
import path from 'node:path'
import type { Command } from 'commander'
import { audit, type KnownWeight } from '@/lib/audit/audit'
import { baseFrom } from '@/lib/audit/base-model'
import { baseNameOf } from '@/lib/audit/base-name'
import { knownIn } from '@/lib/audit/known'
import { familyNamesOf, parseCoordinate, resolveCoordinate } from '@/lib/coordinates'
import { layersIn } from '@/lib/families/layers'
import { openFiles } from '@/lib/hub/checkpoint/open-checkpoint'
import { folderFiles } from '@/lib/hub/checkpoint/open-folder'
import { isFolder } from '@/lib/hub/checkpoint/open-target'
import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import { HubError } from '@/lib/hub/errors/hub-error'
import type { RepoFiles } from '@/lib/hub/files/repo-files'
import { parseRepo } from '@/lib/hub/names/repo'
import { KeepAnswer } from '@/lib/keep/answers/schema'
import { askRegistry } from './ask-registry'
import type { Finish } from './commands'
import { EXIT, UsageError } from './exit'
import type { Io } from './io'
import { openCheckpointOf } from './open-typed'
import { printAudit } from './print-audit'
import { printable } from './printable'
import { registryOption, registryOf } from './registry-option'

/** Each file costs a header, 2 to 10 MB where the vocabulary is large; the largest uploads have under thirty. */
const MOST_FILES = 40

interface AuditCommandOptions {
  readonly base?: string
  readonly at?: readonly string[]
  readonly file?: string
  readonly registry?: URL
  readonly json?: boolean
}

/** `superweights audit PATH|REPO` */
export function addAudit(program: Command, io: Io, finish: Finish): void {
  program
    .command('audit')
    .description(
      'what became of the known super weights in a quantised checkpoint (GGUF, GPTQ, AWQ, bitsandbytes, FP8, compressed-tensors, MLX, MXFP4): only the blocks that hold them are read',
    )
    .argument('<target>', 'folder, .gguf file, or model repo: owner/name or its address on huggingface.co')
    .option(
      '--base <repo>',
      'the model it was quantised from: a repo or a folder (default: what its card or file says)',
    )
    .option('--at <coordinate...>', 'look at these weights of the base model instead of those that the registry knows')
    .option('--file <name>', 'of several GGUF files, this one alone')
    .addOption(registryOption())
    .option('--json', 'print the result as JSON and nothing else')
    .action(async (target: string, options: AuditCommandOptions) => finish(await auditCommand(target, options, io)))
}

async function auditCommand(target: string, options: AuditCommandOptions, io: Io): Promise<number> {
  const { files, file = options.file } = await filesOf(target, io)
  const baseName = options.base ?? (await baseNameOf(files))
  if (baseName === null)
    throw new UsageError(`Nothing says what ${files.repo} was quantised from. Name the model with --base.`)
  const base = await openBase(baseName, options, io)
  const known = await knownWeights(baseName, base, options, io)
  const result = await audit({
    files,
    known,
    baseName,
    base: base && baseFrom(base),
    most: MOST_FILES,
    ...(file === undefined ? {} : { file }),
    onFile: (name, place, of) => {
      if (name !== null && of > 1) io.stderr.write(`superweights: ${printable(name)} (${place} of ${of})\n`)
    },
  })
  io.stdout.write(options.json ? `${JSON.stringify(result, null, 2)}\n` : printAudit(result))
  if (known.length === 0) return EXIT.noneFound
  const harmed = result.files.some(({ weights }) => weights.some(({ verdict }) => HARM.has(verdict)))
  return harmed ? EXIT.notConfirmed : EXIT.ok
}

const HARM: ReadonlySet<string> = new Set(['weakened', 'crushed', 'enlarged'])

async function filesOf(typed: string, { readyHub, signal }: Io): Promise<{ files: RepoFiles; file?: string }> {
  if (/\.gguf$/i.test(typed) && (await stat(typed).catch(() => null))?.isFile())
    return { files: await folderFiles(path.dirname(typed)), file: path.basename(typed) }
  if (await isFolder(typed)) return { files: await folderFiles(typed) }
  const { repo, revision } = parseRepo(typed)
  await readyHub(repo)
  return { files: await openFiles({ repo, signal, access: 'own', ...(revision === undefined ? {} : { revision }) }) }
}

/** Null for a base that cannot be read, if the registry's values do without it. */
async function openBase(typed: string, { at, base }: AuditCommandOptions, io: Io): Promise<Checkpoint | null> {
  try {
    return await openCheckpointOf({ typed, storage: 'memory' }, io)
  } catch (error) {
    if (!(error instanceof HubError) || at !== undefined || base !== undefined) throw error
    io.stderr.write(`superweights: The base model could not be read: ${printable(error.message)}\n`)
    return null
  }
}

async function knownWeights(
  name: string,
  base: Checkpoint | null,
  { at, registry }: AuditCommandOptions,
  io: Io,
): Promise<KnownWeight[]> {
  if (at !== undefined && base !== null) return at.map((typed) => typedWeight(typed, base))
  if (await isFolder(name))
    throw new UsageError(`"${name}" is a folder, which no registry knows: name the weights with --at.`)
  return knownIn(await askRegistry(new URL(`/api/v1/keep/${name}`, registryOf(registry)), KeepAnswer, io))
}

/** @throws CoordinateError when the base model has no such weight */
function typedWeight(typed: string, { tensors, config }: Checkpoint): KnownWeight {
  const names = familyNamesOf(config.model_type)
  if (names === null) throw new UsageError(`The family "${config.model_type}" of the base model is not known here.`)
  const { tensor, row, col } = resolveCoordinate(parseCoordinate(typed), tensors, names, layersIn(names.family, config))
  const { layer, expert } = parseCoordinate(`${tensor}[${row},${col}]`)
  return { tensor, row, col, layer, expert, record: null, verified: false, value: null }
}
