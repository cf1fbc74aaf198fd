import { printStored } from '@/lib/coordinates'
import { byPath, settings, shellQuoted, type Paths } from '@/lib/protocol'
import type { DoseCurve } from '../measure/dose-curve'

/** The command that measures a curve again, in parts; as `rerunCommand` does it for a report. */
export function doseAgain(
  { checkpoint, members, grade, corpus, points, restored, verifier }: DoseCurve,
  paths: Paths = {},
): string[] {
  const local = byPath(checkpoint.repo) !== checkpoint.repo
  const { threads, device } = verifier
  return [
    `npx superweights dose ${shellQuoted(local ? (paths.repo ?? byPath(checkpoint.repo)) : checkpoint.repo)}`,
    ...members.map((member) => shellQuoted(printStored(member))),
    ...settings({
      commit: local ? null : checkpoint.commit,
      grade,
      corpus: paths.corpus ?? byPath(corpus.id),
      threads,
      device,
    }),
    // With an equals sign, since the first may be negative.
    `--scales=${points.map(({ scale }) => scale).join(',')}${restored === null ? '' : ' --restore'}`,
  ]
}
