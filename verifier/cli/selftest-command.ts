import type { Command } from 'commander'
import type { Grade } from '@/lib/protocol'
import type { Subject } from '../pass/subject'
import type { Finish } from './commands'
import { CONTROLS } from './controls'
import { EXIT } from './exit'
import { applyEngine, withEngine, withGrade, type EngineOptions } from './options'
import { withProgress } from './progress-bar'
import { runControl, type ControlOutcome } from './run-control'
import { widthOf, type Io } from './io'
import { renderTable } from './table'
import { openSubjectOf } from './open-typed'

interface SelftestOptions extends EngineOptions {
  readonly grade: Grade
  readonly json?: boolean
}

/** `superweights selftest` */
export function addSelftest(program: Command, io: Io, finish: Finish): void {
  withGrade(
    withEngine(
      program
        .command('selftest')
        .description('run the positive and negative controls on the demo models; exit status 0 only if all pass'),
    ),
  )
    .option('--json', 'print JSON and nothing else')
    .action(async (options: SelftestOptions) => {
      await applyEngine(options)
      const outcomes = await runAll(options.grade, io)
      io.stdout.write(options.json ? jsonOf(outcomes) : tableOf(outcomes, widthOf(io.stdout)))
      finish(outcomes.every(({ passed }) => passed) ? EXIT.ok : EXIT.notConfirmed)
    })
}

/** Runs all controls one after the other, since they share the processor. */
async function runAll(grade: Grade, io: Io): Promise<ControlOutcome[]> {
  const outcomes: ControlOutcome[] = []
  const opened = new Map<string, Subject>()
  return withProgress(io.stderr, async (onProgress) => {
    for (const [done, control] of CONTROLS.entries()) {
      onProgress({ stage: 'perplexity', done, total: CONTROLS.length, message: `${control.repo}: ${control.label}` })
      const subject = opened.get(control.repo) ?? (await openSubjectOf({ typed: control.repo, storage: 'memory' }, io))
      opened.set(control.repo, subject)
      outcomes.push(await runControl(control, subject, grade, io.signal))
    }
    return outcomes
  })
}

function tableOf(outcomes: readonly ControlOutcome[], width: number): string {
  const rows = outcomes.map(({ control, passed, expected, found }) => [
    passed ? 'pass' : 'FAIL',
    `${control.kind} ${control.repo}\n${control.label}`,
    expected,
    found,
  ])
  const wrong = outcomes.filter(({ passed }) => !passed).length
  const verdict =
    wrong === 0
      ? `All ${outcomes.length} controls passed.`
      : `${wrong} of ${outcomes.length} controls did not come out as they must: do not trust this verifier on this machine.`
  return `${renderTable(['result', 'control', 'expected', 'found'], rows, [8, null, null, null], width)}\n\n${verdict}\n`
}

function jsonOf(outcomes: readonly ControlOutcome[]): string {
  const controls = outcomes.map(({ control, passed, expected, found }) => ({
    kind: control.kind,
    repo: control.repo,
    label: control.label,
    passed,
    expected,
    found,
  }))
  return `${JSON.stringify({ passed: outcomes.every(({ passed }) => passed), controls }, null, 2)}\n`
}
