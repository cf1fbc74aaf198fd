import type { Response } from 'undici'
import { HubError } from '../errors/hub-error'
import { retryAfterOf } from './retry-policy'

/** What a request is for, so that its error can name it. */
export interface RequestTarget {
  readonly repo: string
  readonly revision?: string
  readonly file?: string
}

/** Who answered, and whether a token was sent. */
export interface Asker {
  readonly hasToken: boolean
  /** False for the CDN behind the Hub, whose 401, 403 and 404 say nothing about the repo. */
  readonly fromHub: boolean
}

/**
 * The error for a response other than 2xx. The Hub's own code (`x-error-code`) comes first; without a token the Hub
 * answers 401 both for a private repo and for one that does not exist.
 */
export function responseError(response: Response, target: RequestTarget, asked: Asker): HubError {
  return ofErrorCode(response, target) ?? ofStatus(response, target, asked)
}

function ofErrorCode(response: Response, target: RequestTarget): HubError | null {
  switch (response.headers.get('x-error-code')) {
    case 'GatedRepo':
      return new HubError(
        'gated',
        `${target.repo} is gated: its owner must grant access before it can be read. Submit an open copy, or read it with an HF_TOKEN that has access.`,
      )
    case 'RepoNotFound':
      return missingRepo(target)
    case 'RevisionNotFound':
      return new HubError(
        'missing-revision',
        `${target.repo} has no revision "${target.revision ?? 'main'}". Give a branch, a tag or a 40-digit commit of that repo.`,
      )
    case 'EntryNotFound':
      return missingFile(target)
    default:
      return null
  }
}

function ofStatus(response: Response, target: RequestTarget, { hasToken, fromHub }: Asker): HubError {
  const { status } = response
  if (status === 429) {
    return new HubError('rate-limited', 'The Hub limits our requests (429). They will be retried later.', {
      retryAfterMs: retryAfterOf(response.headers.get('retry-after')),
    })
  }
  if (status === 401 && hasToken && /credentials/i.test(response.headers.get('x-error-message') ?? '')) {
    return new HubError('unreachable', "The Hub does not accept this server's HF_TOKEN. Its operator must renew it.", {
      permanent: true,
    })
  }
  if (!fromHub && status < 500 && status !== 416) {
    return new HubError(
      'unreachable',
      `The Hub's file server answered ${status} for ${target.file ?? target.repo}. It will be retried later.`,
    )
  }
  if (status === 404 && target.file !== undefined) return missingFile(target)
  if (status === 403)
    return new HubError(
      'gated',
      `The Hub refuses access to ${target.repo} (403). Ask its owner, or submit an open copy.`,
    )
  if (status === 401 || status === 404 || status === 410 || status === 451) return missingRepo(target)
  if (status === 416) {
    return new HubError(
      'truncated',
      `${target.file ?? 'A file'} of ${target.repo} is shorter than its header says (416). Upload the whole file.`,
      { permanent: true },
    )
  }
  if (status >= 500 || status === 408) {
    return new HubError('unreachable', `The Hub failed (${status}). It will be retried later.`, {
      retryAfterMs: retryAfterOf(response.headers.get('retry-after')),
    })
  }
  return new HubError(
    'unreachable',
    `The Hub answered ${status} to a request for ${target.file ?? target.repo}, which was not expected.`,
    { permanent: true },
  )
}

function missingFile(target: RequestTarget): HubError {
  return new HubError(
    'missing-file',
    `${target.repo} has no file "${target.file ?? ''}" at ${target.revision ?? 'this commit'}.`,
  )
}

function missingRepo(target: RequestTarget): HubError {
  return new HubError(
    'missing-repo',
    `There is no public model ${target.repo} on the Hub: it does not exist, or it is private. Check the spelling of owner and name.`,
  )
}
