import { printStored } from '@/lib/coordinates'
import type { Audit, AuditedFile, AuditedWeight } from '@/lib/audit/schema'
import { show } from './numbers'
import { printable } from './printable'

/** The audit for people. */
export function printAudit({ repo, commit, base, files, other_files: others }: Audit): string {
  const none = files.every(({ weights, problem }) => weights.length === 0 && problem === null)
  return `${[
    printable(repo),
    `Read at ${commit}. Quantised from ${base === null ? 'an unknown model' : printable(base)}.`,
    ...(none
      ? [
          '',
          `No super weight of ${printable(base ?? 'its base model')} is known. Search it: npx superweights find ${printable(base ?? 'REPO')}`,
        ]
      : files.flatMap((file) => ['', ...fileLines(file)])),
    ...(files.length > 1 && others.length > 0 ? ['', `Not audited: ${others.map(printable).join(', ')}`] : []),
    '',
    'A kept super weight does not make a good file: it says nothing about the other weights.',
  ].join('\n')}\n`
}

function fileLines({ file, weights, problem }: AuditedFile): string[] {
  return [
    ...(file === null ? [] : [printable(file)]),
    ...(problem === null ? [] : [`  ${printable(problem)}`]),
    ...weights.flatMap(weightLines),
  ]
}

function weightLines(weight: AuditedWeight): string[] {
  const { tensor, row, col, record, form, rank, group, steps, verdict, why, verified } = weight
  const known = record === null ? '' : ` (${record}${verified ? '' : ', not verified'})`
  return [
    `  ${verdict.toUpperCase().replace('-', ' ')}  ${printable(printStored({ tensor, row, col }))}${known}`,
    `    ${printable(why)}`,
    ...(form === null
      ? []
      : [
          `    Stored as ${printable(form)}${rank === null || group === null || group < 2 ? '' : `, number ${rank} by size of the ${group} values that share its scale`}${
            steps === null ? '' : `; the original is ${show(steps)} steps of it`
          }.`,
        ]),
  ]
}
