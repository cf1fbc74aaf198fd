import { stampOf } from '@/lib/hub/files/folder-stamp'
import { isFolder } from '@/lib/hub/checkpoint/open-target'
import type { Journal } from '../journal/journal'
import type { Notice } from '../journal/notices'
import { withJournal } from '../journal/open'
import { runKeyOf, type ClaimKey } from '../run/run-key-of'
import type { Subject } from '../pass/subject'
import type { RunOptions } from './options'
import type { Io } from './io'

/** The facts of a run key in the words of the command line. */
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

/** Runs `act` with a journal, which is deleted once `act` has delivered its outcome, and prints its notices. */
export async function withRunJournal<T>(
  { typed, subject, claim }: JournaledRun,
  { resume }: RunOptions,
  { stderr }: Io,
  act: (journal: Journal | null) => Promise<T>,
): Promise<T> {
  // A progress bar may be on the line.
  const clear = stderr.isTTY ? '\r\u001b[2K' : ''
  const onNotice = (notice: Notice) => void stderr.write(`${clear}superweights: ${sentenceOf(notice)}\n`)
  const named = async () => runKeyOf(subject, claim, (await isFolder(typed)) ? await stampOf(typed) : null)
  return withJournal(named(), { resume: resume === true, onNotice }, act)
}

function sentenceOf(notice: Notice): string {
  switch (notice.kind) {
    case 'resumed':
      return `resuming an interrupted run after ${notice.place}.`
    case 'nothing-kept':
      return `there is no interrupted run to resume, so this one starts from the beginning.${nearest(notice.differs)}`
    case 'left-over':
      return `an interrupted run of this is kept, up to ${notice.place}. --resume continues it; this run starts from the beginning and replaces it after a minute.`
    case 'busy':
      return 'another process is running the same and saves its progress; this run starts from the beginning and saves none.'
    case 'damaged':
      return `part of the interrupted run cannot be used and is measured again: ${notice.reason}`
    case 'not-writable':
      return `the progress of this run can no longer be saved for --resume; the run continues without: ${notice.reason}`
    case 'kept':
      return `kept for a week, up to ${notice.place}: the same command with --resume continues from there.`
  }
}

function nearest(differs: readonly string[] | null): string {
  return differs === null
    ? ''
    : ` There is one of the same repo; it differs in ${[...new Set(differs.map((name) => WORDS[name] ?? name))].join(', ')}.`
}
