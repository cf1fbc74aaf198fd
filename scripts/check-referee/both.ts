import { execFile } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { parseCoordinate, resolveCoordinate } from '@/lib/coordinates'
import type { Report } from '@/lib/protocol'
import { openRun } from '@/verifier/run/open-run'
import { verifySubject } from '@/verifier/run/verify'
import { Answer } from './answer'

/** Where the demo models are, as repos of a local hub and as folders. */
export const HUB = path.join('tests', 'fixtures', 'hub')
const SCRIPT = path.join('scripts', 'referee', 'verify.py')
/** The exit status of a claim that is not confirmed: an answer too. */
const NOT_CONFIRMED = 1

const Ended = z.object({ code: z.literal(NOT_CONFIRMED), stdout: z.string() })

/** A claim as both are given it. */
export interface Asked {
  readonly model: string
  readonly coordinates: readonly string[]
}

/** The verifier's report; the demo hub has to run. @throws as `verify` */
export async function askVerifier({ model, coordinates }: Asked): Promise<Report> {
  const { subject, corpus } = await openRun({ repo: `demo/${model}`, corpusId: 'demo-text' })
  const { checkpoint, family, recipe } = subject
  const resolved = coordinates.map((typed) =>
    resolveCoordinate(parseCoordinate(typed), checkpoint.tensors, family.names, recipe.layers),
  )
  return verifySubject(subject, corpus, { coordinates: resolved, grade: 'quick' })
}

/**
 * The referee's report and verdict.
 * @param commit of the report: that of the hub, since a folder has none
 * @param folder where the report may be written
 * @throws if it fails, with what it said
 */
export async function askReferee(python: string, asked: Asked, commit: string, folder: string): Promise<Answer> {
  const { model, coordinates } = asked
  const out = path.join(folder, 'report.json')
  const named = ['--repo', `demo/${model}`, '--commit', commit, '--threads', '1']
  const verdict = await printedBy(python, [
    SCRIPT,
    path.join(HUB, 'demo', model),
    ...coordinates,
    '--json',
    '--out',
    out,
    ...named,
  ])
  return Answer.parse({ coordinates, report: JSON.parse(await readFile(out, 'utf8')), verdict: JSON.parse(verdict) })
}

async function printedBy(python: string, args: readonly string[]): Promise<string> {
  try {
    return (await promisify(execFile)(python, args)).stdout
  } catch (error) {
    // Not `instanceof Error`: Jest has an Error of its own, and this one is Node's.
    const ended = Ended.safeParse(error)
    if (ended.success) return ended.data.stdout
    throw error
  }
}
