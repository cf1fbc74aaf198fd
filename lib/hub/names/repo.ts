import { PathError, typedPathParts } from './url-path'

/** A Hub repo as somebody named it; `revision` only when their spelling carried one. */
export interface RepoName {
  readonly repo: string
  readonly revision?: string
}

/** What was typed does not name a model repo. The message says what was expected. */
export class RepoNameError extends Error {
  override readonly name = 'RepoNameError'
}

/** Longer than any Hub URL with a full revision and file path; keeps the parser's work small. */
const MAX_INPUT_LENGTH = 1_000
/** The Hub's own limit for an owner and for a name. */
const MAX_PART_LENGTH = 96
/** Git itself allows 255 bytes in one component of a ref. */
const MAX_REVISION_LENGTH = 255

const HOSTS: ReadonlySet<string> = new Set(['huggingface.co', 'www.huggingface.co', 'hf.co'])
/** First words of Hub paths that are pages or other kinds of repo, never an owner of models. */
const NOT_OWNERS: ReadonlySet<string> = new Set([
  'api',
  'blog',
  'buckets',
  'collections',
  'datasets',
  'docs',
  'join',
  'learn',
  'login',
  'models',
  'new',
  'organizations',
  'papers',
  'pricing',
  'settings',
  'spaces',
  'tasks',
])
/** Words after which the Hub puts a revision. */
const REVISION_PAGES: ReadonlySet<string> = new Set(['tree', 'blob', 'resolve', 'raw', 'blame', 'commit', 'commits'])

const EXPECTED =
  'Expected a model repo such as "allenai/OLMo-1B-0724-hf" or its address, "https://huggingface.co/allenai/OLMo-1B-0724-hf".'

/**
 * Reads a model repo from `owner/name` or from a pasted huggingface.co address (`/tree/REV`, `/blob/REV/file`, ...).
 * @throws RepoNameError when it is neither
 */
export function parseRepo(input: string): RepoName {
  const text = input.trim()
  if (text === '') throw new RepoNameError(`No repo was given. ${EXPECTED}`)
  if (text.length > MAX_INPUT_LENGTH) throw new RepoNameError(`This is ${text.length} characters long. ${EXPECTED}`)
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
  const bareHost = HOSTS.has(text.split('/', 1)[0] ?? '')
  return withScheme || bareHost
    ? parseAddress(withScheme ? text : `https://${text}`)
    : { repo: checkRepo(text.replace(/\/$/, '')) }
}

/** Whether `text` is exactly `owner/name` in the Hub's spelling. */
export function isRepo(text: string): boolean {
  const [owner, name, ...rest] = text.split('/')
  return (
    rest.length === 0 && isPart(owner) && isPart(name) && !NOT_OWNERS.has(owner ?? '') && !(name ?? '').endsWith('.git')
  )
}

/** Whether `text` can be a branch, tag, pull-request ref or commit; the Hub decides whether it exists. */
export function isRevision(text: string): boolean {
  return (
    text.length <= MAX_REVISION_LENGTH &&
    /^[A-Za-z0-9_][A-Za-z0-9._/+-]*$/.test(text) &&
    !/\.\.|\/\.|\/\/|\/$|\.$|\.lock$/.test(text)
  )
}

function isPart(part: string | undefined): boolean {
  return (
    part !== undefined &&
    part.length <= MAX_PART_LENGTH &&
    /^[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?$/.test(part) &&
    !/--|\.\./.test(part)
  )
}

function checkRepo(text: string): string {
  if (isRepo(text)) return text
  throw new RepoNameError(`"${shorten(text)}" is not a model repo. ${EXPECTED}`)
}

function parseAddress(text: string): RepoName {
  const url = URL.canParse(text) ? new URL(text) : null
  if (
    url === null ||
    !/^https?:$/.test(url.protocol) ||
    url.username !== '' ||
    url.port !== '' ||
    !HOSTS.has(url.hostname)
  ) {
    throw new RepoNameError(`"${shorten(text)}" is not an address on huggingface.co. ${EXPECTED}`)
  }
  const [owner = '', name = '', page, ...rest] = partsOf(text)
  if (NOT_OWNERS.has(owner))
    throw new RepoNameError(`This address is under huggingface.co/${owner}, which holds no models. ${EXPECTED}`)
  const repo = checkRepo(`${owner}/${name}`)
  if (page === undefined || !REVISION_PAGES.has(page) || rest.length === 0) return { repo }
  const revision = rest[0] === 'refs' ? rest.slice(0, 3).join('/') : (rest[0] ?? '')
  if (!isRevision(revision))
    throw new RepoNameError(`"${shorten(revision)}" in the address is not a branch, tag or commit.`)
  return { repo, revision }
}

/** As typed: `new URL` has already resolved `..`, and would name another repo. */
function partsOf(text: string): string[] {
  try {
    return typedPathParts(text)
  } catch (error) {
    if (error instanceof PathError) throw new RepoNameError(`${error.message}. ${EXPECTED}`, { cause: error })
    throw error
  }
}

function shorten(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}...` : text
}
