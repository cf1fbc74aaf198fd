import { createHash } from 'node:crypto'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { codeOf } from '@/lib/disk/error-code'
import type { State } from '../pass/scope'
import { Damaged, PRIVATE_FOLDER, readArray, readValue, writeArray, writeValue } from './hashed-file'

interface StateIndex {
  readonly step: string
  readonly facts: unknown
  readonly arrays: readonly { readonly length: number; readonly sha256: string }[]
}

const ENTRY = /^[0-9a-f]{32}\.entry$/
const STATE = /^state-(\d{1,9})$/

/**
 * The files of one journal: one file per outcome, named after the step, and the newest state of the current step. Half-written files
 * have temporary names and are ignored.
 */
export class Store {
  private constructor(
    readonly folder: string,
    private readonly entries: Set<string>,
    private states: readonly string[],
  ) {}

  /** The files in the folder; none when it does not exist. */
  static async open(folder: string): Promise<Store> {
    const names = await readdir(folder).catch(nothingThere)
    return new Store(
      folder,
      new Set(names.filter((name) => ENTRY.test(name))),
      names.filter((name) => STATE.test(name)),
    )
  }

  /** Empties the folder, or creates it. */
  async begin(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true })
    await mkdir(this.folder, { recursive: true, mode: PRIVATE_FOLDER })
    this.entries.clear()
    this.states = []
  }

  /** The outcome of a step, or undefined. @throws Damaged; the system's error */
  async find(step: string): Promise<unknown> {
    const name = entryName(step)
    if (!this.entries.has(name)) return undefined
    const kept = (await readValue(path.join(this.folder, name))) as { step: string; outcome: unknown }
    if (kept.step !== step)
      throw new Damaged(`${path.join(this.folder, name)} is of the step "${kept.step}", not of "${step}".`)
    return kept.outcome
  }

  async save(step: string, outcome: unknown): Promise<void> {
    const name = entryName(step)
    await writeValue(path.join(this.folder, name), { step, outcome })
    this.entries.add(name)
  }

  /** The state of a step, or null when none was written or the newest is another step's. @throws Damaged; the system's error */
  async findState(step: string): Promise<State | null> {
    const newest = this.states.toSorted((a, b) => numberOf(b) - numberOf(a))[0]
    if (newest === undefined) return null
    const folder = path.join(this.folder, newest)
    const index = (await readValue(path.join(folder, 'index'))) as StateIndex
    if (index.step !== step) return null
    const arrays: Float32Array[] = []
    for (const [i, { length, sha256 }] of index.arrays.entries())
      arrays.push(await readArray(path.join(folder, String(i)), length, sha256))
    return { facts: index.facts, arrays }
  }

  /** Writes a state, then removes earlier ones. */
  async saveState(step: string, { facts, arrays }: State): Promise<void> {
    const name = `state-${1 + Math.max(0, ...this.states.map(numberOf))}`
    const own = path.join(this.folder, `${name}.new`)
    try {
      await rm(own, { recursive: true, force: true })
      await mkdir(own, { mode: PRIVATE_FOLDER })
      const written: StateIndex['arrays'][number][] = []
      for (const [i, floats] of arrays.entries())
        written.push({ length: floats.length, sha256: await writeArray(path.join(own, String(i)), floats) })
      await writeValue(path.join(own, 'index'), { step, facts, arrays: written } satisfies StateIndex)
      await rename(own, path.join(this.folder, name))
    } finally {
      await rm(own, { recursive: true, force: true })
    }
    const earlier = this.states
    this.states = [name]
    for (const one of earlier) await rm(path.join(this.folder, one), { recursive: true, force: true })
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true })
  }
}

const entryName = (step: string) => `${createHash('sha256').update(step).digest('hex').slice(0, 32)}.entry`
const numberOf = (state: string) => Number(STATE.exec(state)?.[1] ?? 0)

function nothingThere(error: unknown): string[] {
  if (codeOf(error) === 'ENOENT') return []
  throw error
}
