import { stampOf } from '@/lib/hub/files/folder-stamp'
import { isFolder } from '@/lib/hub/checkpoint/open-target'
import type { Journal } from '../journal/journal'
import type { Notice } from '../journal/notices'
import { withJournal } from '../journal/open'
import { runKeyOf, type ClaimKey } from '../run/run-key-of'
import type { Subject } from '../pass/subject'
import type { RunOptions } from './options'
import type { Io } from './io'

/** What a journal calls the facts that can differ, in the words of the options. */
const WORDS: Readonly<Record<string, string>> = {
  commit: 'revision',
  files: 'files of the folder',
  device: '--device',
  threads: '--threads',
  grade: '--grade',
  corpus: '--corpus',
  cpu: 'processor',
  node: 'version of Node.js',
  engine: 'version of onnxruntime',
  version: 'version of superweights',
  program: 'version of superweights',
}

export interface JournaledRun {
  /** The repo or folder as typed. */
  readonly typed: string
  readonly subject: Subject
  readonly claim: ClaimKey | null
}

/** Runs `act` with a journal, which is deleted once `act` has delivered its outcome, and tells people what becomes of it. */
export async function withRunJournal<T>(
  { typed, subject, claim }: JournaledRun,
  { resume }: RunOptions,
  { stderr }: Io,
  act: (journal: Journal | null) => Promise<T>,
): Promise<T> {
  // A progress bar may stand on the line.
  const clear = stderr.isTTY ? '\r\u001b[2K' : ''
  const onNotice = (notice: Notice) => void stderr.write(`${clear}superweights: ${sentenceOf(notice)}\n`)
  const named = async () => runKeyOf(subject, claim, (await isFolder(typed)) ? await stampOf(typed) : null)
  return withJournal(named(), { resume: resume === true, onNotice }, act)
}

function sentenceOf(notice: Notice): string {
  switch (notice.kind) {
    case 'resumed':
      return `going on from an interrupted run, after ${notice.place}.`
    case 'nothing-kept':
      return `no interrupted run of this is kept, so it begins from the start.${nearest(notice.differs)}`
    case 'left-over':
      return `an interrupted run of this is kept, up to ${notice.place}. --resume goes on from there; this run begins from the start and takes its place after a minute.`
    case 'busy':
      return 'another process is running the same and keeps its progress; this run begins from the start and keeps none.'
    case 'damaged':
      return `part of what the interrupted run kept cannot be used, and is measured again: ${notice.reason}`
    case 'not-writable':
      return `the progress of this run cannot be kept for --resume any more; it goes on without: ${notice.reason}`
    case 'kept':
      return `kept for a week, up to ${notice.place}: the same command with --resume goes on from there.`
  }
}

function nearest(differs: readonly string[] | null): string {
  return differs === null
    ? ''
    : ` One of the same repo is kept; it differs in ${[...new Set(differs.map((name) => WORDS[name] ?? name))].join(', ')}.`
}
