import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { Command } from 'commander'
import { isFolder } from '@/lib/hub/checkpoint/open-target'
import { findSubject, searchKey, type FindOutcome } from '../run/find'
import { findResultOf } from '../run/find-result'
import type { Finish } from './commands'
import { EXIT } from './exit'
import { loadText } from './load-text'
import { withRunJournal } from './with-run-journal'
import {
  applyEngine,
  REPO,
  storageOf,
  withCorpus,
  withEngine,
  withRead,
  withResume,
  type EngineOptions,
  type ReadOptions,
  type RunOptions,
} from './options'
import { printFind } from './print-find'
import { withProgress } from './progress-bar'
import { widthOf, type Io } from './io'
import { openSubjectOf } from './open-typed'

interface FindOptions extends ReadOptions, EngineOptions, RunOptions {
  readonly corpus?: string
  readonly out?: string
}

/** `superweights find REPO` */
export function addFind(program: Command, io: Io, finish: Finish): void {
  withCorpus(
    withResume(
      withEngine(
        withRead(
          program
            .command('find')
            .description(
              'find the super weights of a checkpoint: which weights to keep, and why; exit status 4 for none',
            )
            .argument('<repo>', REPO),
        ),
      ),
    ),
  )
    .option(
      '--out <file>',
      'write the report of the answer to this file; of several answers, to one file each: FILE, 2-FILE, 3-FILE',
    )
    .action(async (typed: string, options: FindOptions) => finish(await findCommand(typed, options, io)))
}

async function findCommand(typed: string, options: FindOptions, io: Io): Promise<number> {
  await applyEngine(options)
  const { subject, corpus } = await withProgress(io.stderr, async (onProgress) => {
    onProgress({ stage: 'open', done: 0, total: 1, message: `Opening ${typed}` })
    const opened = await openSubjectOf({ typed, revision: options.revision, storage: storageOf(options) }, io)
    return { subject: opened, corpus: await loadText(opened, options.corpus, io) }
  })
  return withRunJournal({ typed, subject, claim: searchKey(corpus) }, options, io, async (journal) => {
    const outcome = await withProgress(io.stderr, (onProgress) =>
      findSubject(subject, corpus, { onProgress, journal, signal: io.signal }),
    )
    const result = findResultOf(outcome)
    const written = options.out === undefined ? [] : await writeReports(outcome, options.out)
    const paths = { repo: (await isFolder(typed)) ? typed : undefined, corpus: options.corpus }
    io.stdout.write(
      options.json
        ? `${JSON.stringify(result, null, 2)}\n`
        : printFind(result, outcome, { paths, written, width: widthOf(io.stdout) }),
    )
    return result.answers.length > 0 ? EXIT.ok : EXIT.noneFound
  })
}

/** @returns the files, one an answer */
async function writeReports({ judged }: FindOutcome, out: string): Promise<string[]> {
  const reports = judged.flatMap(({ verdict, report }) => (verdict.accepted ? [report] : []))
  const files = reports.map((_, i) => (i === 0 ? out : path.join(path.dirname(out), `${i + 1}-${path.basename(out)}`)))
  for (const [i, report] of reports.entries()) await writeFile(files[i] ?? out, `${JSON.stringify(report, null, 2)}\n`)
  return files
}
