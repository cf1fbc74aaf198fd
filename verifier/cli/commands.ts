import type { Command } from 'commander'
import { isFolder } from '@/lib/hub/checkpoint/open-target'
import { candidatesOf, lookAt } from '../run/look'
import { EXIT } from './exit'
import { inspect, printInspection } from './inspection'
import { withRunJournal } from './with-run-journal'
import {
  applyEngine,
  COORDINATE,
  REPO,
  storageOf,
  withEngine,
  withRead,
  withResume,
  type EngineOptions,
  type ReadOptions,
  type RunOptions,
} from './options'
import { printDetection } from './print-detection'
import { withProgress } from './progress-bar'
import { widthOf, type Io } from './io'
import { openCheckpointOf, openSubjectOf } from './open-typed'

export type Finish = (status: number) => void

/** `superweights detect REPO` */
export function addDetect(program: Command, io: Io, finish: Finish): void {
  withResume(
    withEngine(
      withRead(
        program
          .command('detect')
          .description('show the spikes of the intact model and the weights that make them; measures no damage')
          .argument('<repo>', REPO),
      ),
    ),
  ).action(async (typed: string, options: ReadOptions & EngineOptions & RunOptions) => {
    await applyEngine(options)
    const subject = await withProgress(io.stderr, (onProgress) => {
      onProgress({ stage: 'open', done: 0, total: 1, message: `Opening ${typed}` })
      return openSubjectOf({ typed, revision: options.revision, storage: storageOf(options) }, io)
    })
    await withRunJournal({ typed, subject, claim: null }, options, io, async (journal) => {
      const found = await withProgress(io.stderr, (onProgress) =>
        lookAt(subject, { onProgress, journal, signal: io.signal }),
      )
      const { runs, ...rest } = found
      io.stdout.write(
        options.json
          ? `${JSON.stringify({ ...rest, candidates: candidatesOf(found), detection: runs }, null, 2)}\n`
          : printDetection(found, (await isFolder(typed)) ? typed : null, widthOf(io.stdout)),
      )
    })
    finish(EXIT.ok)
  })
}

/** `superweights inspect REPO COORD` */
export function addInspect(program: Command, io: Io, finish: Finish): void {
  withRead(
    program
      .command('inspect')
      .description('read one stored value and its spellings; downloads no tensor')
      .argument('<repo>', REPO)
      .argument('<coordinate>', COORDINATE),
  ).action(async (typed: string, coordinate: string, { revision, json }: ReadOptions) => {
    // A few bytes are not worth caching.
    const found = await inspect(await openCheckpointOf({ typed, revision, storage: 'memory' }, io), coordinate)
    io.stdout.write(json ? `${JSON.stringify(found, null, 2)}\n` : printInspection(found))
    finish(EXIT.ok)
  })
}
