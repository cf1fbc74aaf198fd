import { isFolder, openTarget, refuseGgufFile } from '@/lib/hub/checkpoint/open-target'
import { HubError } from '@/lib/hub/errors/hub-error'
import { parseRepo } from '@/lib/hub/names/repo'
import type { Storage } from '@/lib/hub/checkpoint/open-stored'
import { loadTokenizer } from '@/lib/hub/tokenizer/load-tokenizer'
import type { Checkpoint } from '@/lib/hub/checkpoint/types'
import { thisMachine } from '../engine/machine'
import { subjectOf, type Subject } from '../pass/subject'
import { UsageError } from './exit'
import { inCommand } from './hub-words'
import type { Io } from './io'

/** The checkpoint of a command, as typed. */
export interface TypedCheckpoint {
  /** `owner/name`, a pasted address on the Hub, or a folder with a checkpoint in it. */
  readonly typed: string
  /** Branch, tag or commit of a repo; an address may name one too. */
  readonly revision?: string | undefined
  /** Whether to keep what is read on disk. */
  readonly storage: Storage
}

/**
 * Starts the repo's hub and opens a repo or folder: config and headers only.
 * @throws RepoNameError; UsageError for a revision of a folder; HubError for what is wrong with it
 */
export async function openCheckpointOf(
  { typed, revision, storage }: TypedCheckpoint,
  { readyHub, signal }: Io,
): Promise<Checkpoint> {
  await refuseGgufFile(typed)
  if (!(await isFolder(typed))) await readyHub(parseRepo(typed).repo)
  else if (revision !== undefined) throw new UsageError(`--revision is for repos; "${typed}" is a folder.`)
  return fromHub(typed, () => openTarget(typed, { storage, signal, ...(revision === undefined ? {} : { revision }) }))
}

/** The same with all that is needed to run it. @throws as `openCheckpointOf` and `openSubject` */
export async function openSubjectOf(target: TypedCheckpoint, io: Io): Promise<Subject> {
  const checkpoint = await openCheckpointOf(target, io)
  const tokenizer = await fromHub(target.typed, () => loadTokenizer(checkpoint, { signal: io.signal }))
  return subjectOf(checkpoint, tokenizer, thisMachine())
}

/** Says of a Hub that does not answer what was wanted from it. */
async function fromHub<T>(typed: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (!(error instanceof HubError) || error.permanent || error.code === 'disk-full') throw error
    throw inCommand(error, `${typed} could not be read`, 'Try again later, or give a folder with the checkpoint.')
  }
}
