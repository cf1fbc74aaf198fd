import { printStored } from '@/lib/coordinates'
import type { Grade } from './protocol'
import type { Report } from './report'

/** What folders' reports call their repo and texts' their corpus: `local:my-model`, `file:notes.txt`. Both are given by path. */
const BY_PATH = /^(local|file):/

/** One claim to be measured, as `superweights verify` takes it. */
export interface VerifyArguments {
  /** Repo, or path of a folder. */
  readonly repo: string
  /** Null for a folder, which has no commits. */
  readonly commit: string | null
  /** As stored: `tensor[row, col]`. */
  readonly coordinates: readonly string[]
  /** The value that the claim gives. */
  readonly value?: number | null
  /** The grade to begin with. */
  readonly grade: Grade
  /** Id, or path of a text file. */
  readonly corpus: string
  /** Id of the protocol, always named: that of new runs may be another one by the time the command is typed. */
  readonly protocol: string
  /** Absent where any will do. */
  readonly threads?: number
  readonly device?: string
}

/** The command that measures a claim, in parts that may stand on lines of their own: `parts.join(' \\\n  ')`. Names are quoted for a POSIX shell. */
export function verifyCommand({
  repo,
  commit,
  coordinates,
  value,
  grade,
  corpus,
  protocol,
  threads,
  device,
}: VerifyArguments): string[] {
  return [
    `npx superweights verify ${shellQuoted(repo)}`,
    ...coordinates.map(shellQuoted),
    ...settings({ commit, grade, corpus, protocol, threads, device }),
    // A negative number after a space might be taken for an option.
    ...(value == null ? [] : [`--value=${value}`]),
  ]
}

/** The options that say what is read and what computes, the same for every command that measures perplexity. */
export function settings({
  commit,
  grade,
  corpus,
  protocol,
  threads,
  device,
}: {
  commit: string | null
  grade: Grade
  corpus: string
  /** Where the command judges by one. */
  protocol?: string | undefined
  threads?: number | undefined
  device?: string | undefined
}): string[] {
  return [
    ...(commit === null ? [] : [`--revision ${commit}`]),
    `--grade ${grade} --corpus ${shellQuoted(corpus)}${protocol === undefined ? '' : ` --protocol ${protocol}`}`,
    ...(threads === undefined ? [] : [`--threads ${threads}${device === undefined ? '' : ` --device ${device}`}`]),
  ]
}

/** The command that searches a repo; with a commit and a corpus, as it was searched before. */
export function findCommand(repo: string, again?: { readonly commit: string; readonly corpus: string }): string {
  const settled = again ? ` --revision ${again.commit} --corpus ${shellQuoted(again.corpus)}` : ''
  return `npx superweights find ${shellQuoted(repo)}${settled}`
}

/** The paths that a report leaves out. */
export interface Paths {
  readonly repo?: string | undefined
  readonly corpus?: string | undefined
}

/**
 * The command that measures a report's claim again, in parts. On the same processor with the same versions of Node.js and onnxruntime it gives the same numbers to
 * the last digit; elsewhere the last digits differ. It begins at the report's first grade: whether it goes on follows from the numbers.
 * @param paths of a folder and a text that only this machine has; without them their bare names are used
 */
export function rerunCommand(report: Report, paths: Paths = {}): string[] {
  const { checkpoint, members, perplexity, verifier } = report
  const [first] = perplexity
  const local = BY_PATH.test(checkpoint.repo)
  return verifyCommand({
    repo: local ? (paths.repo ?? byPath(checkpoint.repo)) : checkpoint.repo,
    commit: local ? null : checkpoint.commit,
    coordinates: members.map(printStored),
    // Only a single coordinate is claimed with a value.
    value: members.length === 1 ? (members[0]?.claimed_value ?? null) : null,
    grade: first?.grade ?? 'quick',
    corpus: paths.corpus ?? byPath(first?.corpus.id ?? ''),
    protocol: report.protocol.id,
    threads: verifier.threads,
    ...(verifier.device === undefined ? {} : { device: verifier.device }),
  })
}

/** `local:my-model` -> `./my-model`, as somebody types it who has that folder here. */
export function byPath(id: string): string {
  return BY_PATH.test(id) ? `./${id.replace(BY_PATH, '')}` : id
}

/** Bare where nothing in it means anything to a shell; in double quotes where nothing does inside them; else in single ones. */
export function shellQuoted(text: string): string {
  if (/^[\w./:@%+=,-]+$/.test(text)) return text
  return /["$`\\!]/.test(text) ? `'${text.replaceAll("'", `'\\''`)}'` : `"${text}"`
}
