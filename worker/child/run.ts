import { type ChildProcessByStdio, spawn } from 'node:child_process'
import os from 'node:os'
import path from 'node:path'
import type { Readable, Writable } from 'node:stream'
import type { ChildCommand } from './child-command'
import { childEnvironment } from './environment'
import { ChildFailure } from './failure'
import type { ChildLimits } from './limits'
import { LineSplitter } from './lines'
import { watchMemory } from './memory'
import { Tail } from './tail'

export interface ChildOptions {
  readonly command: ChildCommand
  /** Sent as one line of JSON on standard input, which stays open: the child exits when it closes, so it never outlives its worker. */
  readonly request: unknown
  readonly limits: ChildLimits
  /** Variables of this run, overriding those that every child gets. */
  readonly environment?: Readonly<Record<string, string>> | undefined
  readonly signal: AbortSignal
  /** Called for each line of standard output; returns `true` for the last one. An error thrown by it ends the child. */
  readonly onLine: (line: string) => boolean
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>

/**
 * Runs a child in its own process group until it exits after its last line. No process of that group is ever left.
 * @throws ChildFailure when it dies or exceeds a limit first; the signal's reason when aborted; what `onLine` threw
 */
export async function runChild({ command, request, limits, environment, signal, onLine }: ChildOptions): Promise<void> {
  signal.throwIfAborted()
  const child: Child = spawn(command.file, command.args, {
    cwd: path.join(__dirname, '..', '..'),
    env: childEnvironment(process.env, environment) as NodeJS.ProcessEnv,
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  const stderr = new Tail()
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  const run = new Run(child, limits, signal)
  run.read(onLine)
  // A child that dies before it reads its request is reported by its exit, not by the broken pipe.
  child.stdin.on('error', () => undefined)
  child.stdin.write(`${JSON.stringify(request)}\n`)
  const exit = await run.ended
  if (run.reason !== null) throw run.reason
  if (!run.finished)
    throw new ChildFailure('crashed', `The verifier stopped without a report (${exit}).`, stderr.toString())
}

/** One child and the reason to stop it, if any. */
class Run {
  finished = false
  reason: unknown = null
  readonly ended: Promise<string>
  #silence: NodeJS.Timeout | undefined
  #farewell: NodeJS.Timeout | undefined

  constructor(
    readonly child: Child,
    readonly limits: ChildLimits,
    signal: AbortSignal,
  ) {
    const abort = () => this.stop(signal.reason)
    signal.addEventListener('abort', abort)
    const clock = setTimeout(
      () =>
        this.stop(
          new ChildFailure('time-limit', `The verifier ran for more than ${span(limits.wallMs)} and was stopped.`),
        ),
      limits.wallMs,
    )
    const forget =
      child.pid === undefined
        ? () => undefined
        : watchMemory(child.pid, limits.memoryBytes, (held) => this.stop(tooLarge(held, limits)))
    this.#listen()
    this.ended = this.#exit().finally(() => {
      signal.removeEventListener('abort', abort)
      clearTimeout(clock)
      clearTimeout(this.#silence)
      clearTimeout(this.#farewell)
      forget()
    })
  }

  /** Passes on lines up to the last one. */
  read(onLine: (line: string) => boolean): void {
    const cutter = new LineSplitter(this.limits.lineBytes, this.limits.totalBytes)
    this.child.stdout.on('data', (chunk: Buffer) => {
      this.#listen()
      try {
        for (const line of cutter.push(chunk))
          if (!this.finished && this.reason === null && onLine(line)) this.#finish()
      } catch (error) {
        this.stop(error)
      }
    })
  }

  /** Kills the whole group immediately: a run has nothing to save. The first reason counts. */
  stop(reason: unknown): void {
    if (this.finished) return
    this.reason ??= reason
    this.#kill()
  }

  #finish(): void {
    this.finished = true
    this.child.stdin.end()
    this.#farewell = setTimeout(() => this.#kill(), this.limits.farewellMs)
  }

  #listen(): void {
    clearTimeout(this.#silence)
    this.#silence = setTimeout(
      () =>
        this.stop(
          new ChildFailure(
            'silent',
            `The verifier made no progress for ${span(this.limits.silentMs)} and was stopped.`,
          ),
        ),
      this.limits.silentMs,
    )
  }

  #exit(): Promise<string> {
    return new Promise((resolve) => {
      this.child.once('error', (error) => resolve(error.message))
      // The child's own children would keep its pipes open.
      this.child.once('exit', () => this.#kill())
      this.child.once('close', (code, name) => resolve(endOf(code, name)))
    })
  }

  #kill(): void {
    if (this.child.pid === undefined) return
    try {
      process.kill(-this.child.pid, 'SIGKILL')
    } catch (error) {
      // macOS returns EPERM for a group with only zombies left.
      if (!['ESRCH', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
    }
  }
}

function tooLarge(held: number, limits: ChildLimits): ChildFailure {
  const gib = (bytes: number) => (bytes / 2 ** 30).toFixed(1)
  return new ChildFailure(
    'memory-limit',
    `The verifier needed ${gib(held)} GiB of memory; this worker allows ${gib(limits.memoryBytes)} GiB.`,
  )
}

/** A shell that waits for the verifier reports a signal as 128 plus its number. */
function endOf(code: number | null, name: NodeJS.Signals | null): string {
  const signal = name ?? Object.entries(os.constants.signals).find(([, number]) => code === 128 + number)?.[0]
  return signal === undefined ? `exit code ${code}` : `signal ${signal}`
}

const span = (ms: number) => (ms >= 120_000 ? `${Math.round(ms / 60_000)} minutes` : `${ms / 1_000} seconds`)
