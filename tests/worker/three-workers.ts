import { setTimeout as sleep } from 'node:timers/promises'
import { db } from '@/lib/db'
import { between, type Random } from '@/scripts/faults/random'
import { startSuperweights, startWith, type WorkerProcess } from './worker-process'

/** One of the workers, and how it is started. */
export interface Place {
  readonly name: string
  readonly variables: Readonly<Record<string, string>>
  /** Of `superweights worker`. */
  readonly args: readonly string[]
  /** Of its stand-in. */
  readonly standIn: readonly string[]
}

/** Share of the starts that run the real verifier, which takes some seconds where its stand-in takes one. */
const REAL = 0.15

/** A worker that is killed and started again. */
export class Mortal {
  #process: WorkerProcess

  constructor(
    readonly place: Place,
    readonly random: Random,
  ) {
    this.#process = this.#start()
  }

  #start(): WorkerProcess {
    const { variables, args, standIn } = this.place
    if (this.random() < REAL) return startSuperweights(['worker', ...args], variables)
    return startWith(variables, 'tests/worker/stand-ins/runs.ts', ...standIn)
  }

  get isReady(): boolean {
    return this.#process.output().includes('worker ready')
  }

  get output(): string {
    return this.#process.output()
  }

  /** Kills it without a warning; what it held is soon found by the queue. A new one is started after a while. */
  async die(): Promise<void> {
    this.#process.kill('SIGKILL')
    await this.#process.ended
    await fallSilent(this.place.name)
    await sleep(between(this.random, 0, 1_000))
    this.#process = this.#start()
  }

  /** Stops it as an operator does. @returns its exit code */
  async stop(): Promise<number | null> {
    this.#process.kill('SIGTERM')
    const code = await this.#process.ended
    this.#process = this.#start()
    return code
  }

  /** Holds it for so long that its run is given to another, then lets it go on. */
  async freeze(): Promise<void> {
    this.#process.kill('SIGSTOP')
    await fallSilent(this.place.name)
    await sleep(between(this.random, 4_000, 8_000))
    this.#process.kill('SIGCONT')
  }

  /** For the end. */
  async quit(): Promise<number | null> {
    this.#process.kill('SIGTERM')
    return this.#process.ended
  }
}

/** Lets the time pass that the queue waits for a silent worker: its monitor then finds the job as ever. */
async function fallSilent(name: string): Promise<void> {
  await db.$executeRaw`
    update pgboss.job set heartbeat_on = heartbeat_on - interval '1 hour' where state = 'active' and singleton_key in
      (select id::text from submissions where status = 'running' and changed_by_program = ${name})`
}

/** Lets the delays of retries pass. */
export async function delaysPass(): Promise<void> {
  await db.$executeRaw`update pgboss.job set start_after = now() where state = 'retry' and start_after > now()`
}
