import path from 'node:path'
import type { ChildCommand } from '@/worker/child/child-command'
import type { ChildLimits } from '@/worker/child/limits'

/** A child that misbehaves as asked; see stand-ins/child.mjs. */
export function standIn(behaviour: string, ...args: string[]): ChildCommand {
  return { file: process.execPath, args: [path.join(__dirname, 'stand-ins', 'child.mjs'), behaviour, ...args] }
}

/** Roomy for a stand-in; a test tightens the one it is about. */
export const SMALL_LIMITS: ChildLimits = {
  wallMs: 15_000,
  silentMs: 15_000,
  memoryBytes: 4 * 2 ** 30,
  lineBytes: 2 ** 20,
  totalBytes: 8 * 2 ** 20,
  farewellMs: 300,
}
