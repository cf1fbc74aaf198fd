import { listFiles, modelInfo } from '@huggingface/hub'
import { z } from 'zod'
import type { RequestTarget } from '../http/response-error'
import { HubError } from '../errors/hub-error'
import type { Remote } from '../http/request'
import { basesInTags } from '../names/base-tags'
import { isRepo } from '../names/repo'
import { hubFetch } from '../http/read-file'

/** A repo can hold many files; those that matter here are in the top folder. */
const MAX_LISTED_FILES = 20_000

/** A file as the Hub lists it. */
export interface ListedFile {
  readonly size: number
  /** What the Hub's cache calls it: the SHA-256 of a large file, the git blob's SHA-1 of a small one. Absent on a folder. */
  readonly etag?: string
}

/** What the Hub says of a repo before its files are listed. */
export interface RepoInfo {
  /** The Hub's own spelling: a renamed repo answers under its new name. */
  readonly repo: string
  readonly commit: string
  readonly gated: boolean
  readonly private: boolean
  /** The models that its tags say it was made from; absent on a folder. */
  readonly taggedBases?: readonly string[]
}

/** What the Hub says of a repo before any file of it is read. */
export interface Snapshot extends Omit<RepoInfo, 'private'> {
  /** Files of the top folder, by name. */
  readonly files: ReadonlyMap<string, ListedFile>
}

const infoSchema = z.object({
  name: z.string().refine(isRepo),
  sha: z.string().regex(/^[0-9a-f]{40}$/),
  gated: z.union([z.boolean(), z.string()]).nullish(),
  private: z.boolean().nullish(),
  // A mirror may omit them: then the card is read.
  tags: z.array(z.string()).optional().catch(undefined),
})
const fileSchema = z.object({
  type: z.string(),
  path: z.string(),
  size: z.int().min(0),
  // A mirror may omit them or spell them differently: then the file is read from the Hub and not cached.
  oid: z
    .string()
    .regex(/^[0-9a-f]{40}$/)
    .optional()
    .catch(undefined),
  lfs: z
    .object({ oid: z.string().regex(/^[0-9a-f]{64}$/) })
    .optional()
    .catch(undefined),
})

/**
 * Pins `revision` to its commit.
 * @throws HubError `missing-repo`, `missing-revision`, or a network error
 */
export async function repoInfo(remote: Remote, repo: string, revision: string): Promise<RepoInfo> {
  const target: RequestTarget = { repo, revision }
  const fetch = hubFetch(remote, target)
  const info = infoSchema.safeParse(
    await asked(remote, () =>
      modelInfo({ name: repo, revision, additionalFields: ['sha', 'tags'], hubUrl: remote.endpoint, fetch }),
    ),
  )
  if (!info.success) throw notTheHub(info.error)
  const { name, sha, gated, private: hidden, tags = [] } = info.data
  return {
    repo: name,
    commit: sha,
    gated: Boolean(gated),
    private: hidden === true,
    taggedBases: basesInTags(tags),
  }
}

/** Lists the files of a commit. @throws HubError `too-large`, or a network error */
export async function takeSnapshot(remote: Remote, { private: _, ...info }: RepoInfo): Promise<Snapshot> {
  const files = await asked(remote, () => topFiles(remote, info.repo, info.commit))
  return { ...info, files }
}

async function topFiles(remote: Remote, repo: string, commit: string): Promise<Map<string, ListedFile>> {
  const files = new Map<string, ListedFile>()
  let listed = 0
  for await (const item of listFiles({
    repo,
    revision: commit,
    hubUrl: remote.endpoint,
    fetch: hubFetch(remote, { repo, revision: commit }),
  })) {
    if (++listed > MAX_LISTED_FILES)
      throw new HubError(
        'too-large',
        `${repo} has more than ${MAX_LISTED_FILES} files in its top folder, which is the limit.`,
      )
    const file = fileSchema.safeParse(item)
    if (!file.success) throw notTheHub(file.error)
    const { type, path, size, oid, lfs } = file.data
    const etag = lfs?.oid ?? oid
    if (type === 'file') files.set(path, etag === undefined ? { size } : { size, etag })
  }
  return files
}

/** Any other error thrown inside the library means an answer that it could not parse. */
async function asked<T>(remote: Remote, call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (error instanceof HubError || remote.signal?.aborted) throw error
    throw notTheHub(error)
  }
}

function notTheHub(cause: unknown): HubError {
  return new HubError(
    'unreachable',
    "The answer did not come in the Hub's API format (is there a proxy or a login page in between?). It will be retried later.",
    { cause },
  )
}
