import { printStored } from '@/lib/coordinates'
import { EVIDENCE_TITLES, type KeepAnswer, type KeepEntry, type KeepMember } from '@/lib/keep/answers/schema'
import { TOOLS, type KeepFile } from '@/lib/keep/formats'
import { show } from './numbers'
import { printable } from './printable'

/**
 * The answer for people.
 * @param site the registry that answered: addresses of its records begin with it
 */
export function printKeep(answer: KeepAnswer, site: URL): string {
  const { repo, summary, entries, not_needed: notNeeded, find } = answer
  return `${[
    printable(repo),
    ...modelLines(answer),
    '',
    printable(summary),
    ...entries.flatMap((entry, i) => ['', ...entryLines(entry, i + 1, site)]),
    ...(notNeeded.length > 0 ? ['', 'On record, and no reason to keep anything:'] : []),
    ...notNeeded.map(({ record, why }) => `  ${record}: ${printable(why)}`),
    '',
    ...(entries.length > 0 ? listLines(repo) : []),
    `${entries.length > 0 ? 'Check it yourself' : 'Search the model yourself'}: ${printable(find)}`,
  ].join('\n')}\n`
}

function modelLines({ commit, gated, base, base_found: found, family, layers, parameters }: KeepAnswer): string[] {
  const facts = [
    ...(family === null ? [] : [printable(family)]),
    ...(layers === null ? [] : [`${layers} layers`]),
    ...(parameters === null ? [] : [`${parameters.toLocaleString('en')} parameters`]),
  ]
  return [
    ...(facts.length > 0 ? [`${facts.join(', ')}.`] : []),
    ...(gated ? ['It is gated on the Hub: its owner decides who may read its files there.'] : []),
    ...(commit === null ? [] : [`No super weight is on record of this model itself. It was read at commit ${commit}.`]),
    ...(base === null ? [] : [`${BASES[found ?? 'stated']} ${printable(base)}: below is what is known of that model.`]),
  ]
}

const BASES = {
  stated: 'It was made from',
  'same-bits': 'Nothing says what it was made from, but it stores the same bits at the verified coordinates of',
} as const

function entryLines(entry: KeepEntry, place: number, site: URL): string[] {
  const { evidence, record, url, damage, commit, class: cls, members, sources, why } = entry
  const facts = [
    ...(cls === null ? [] : [`class ${cls}`]),
    ...(damage === null ? [] : [`R = ${damage.infinite ? 'infinite' : show(damage.ratio)}`]),
    ...(commit === null ? [] : [`measured at commit ${commit}`]),
  ]
  return [
    `${place}. ${EVIDENCE_TITLES[evidence]}${facts.length > 0 ? `: ${facts.join(', ')}` : ''}`,
    ...members.map((member) => `   ${memberLine(member)}`),
    `   ${printable(why)}`,
    ...sources.map(({ citation }) => `   Source: ${printable(citation)}`),
    `   ${record}: ${new URL(url, site).href}`,
  ]
}

/** Both values where the entry comes from a base model. */
function memberLine({ tensor, row, col, value, base_value: base }: KeepMember): string {
  const stored = printable(printStored({ tensor, row, col }))
  if (value === null) return stored
  return `${stored} = ${value}${base === null || base === value ? '' : `; in the base model ${base}`}`
}

function listLines(repo: string): string[] {
  return [
    'The list for a tool:',
    ...TOOLS.map(({ id }) => `  npx superweights keep ${printable(repo)} --for ${id}`),
    '',
  ]
}

/** What to do with a tool's list, and what it costs: beside the list, which is for the tool. */
export function printListNotes({ tool, use, unit, cost, notes, left_out: leftOut, source }: KeepFile): string {
  return [
    `For ${tool}. ${use}`,
    `The smallest thing that it can keep is a ${unit === 'scalar' ? 'single weight' : `whole ${unit}`}.`,
    ...(cost === null ? [] : [costWords(cost)]),
    ...notes,
    ...leftOut.map(({ weight, why }) => `Left out: ${printable(weight)}. ${why}`),
    `Source: ${source.title}, ${source.url}`,
  ]
    .map((line) => `superweights: ${line}\n`)
    .join('')
}

function costWords({ bytes, bits_per_weight: bits }: NonNullable<KeepFile['cost']>): string {
  const more = bits === null ? '' : `, ${show(bits)} bits per weight of the model`
  return `Keeping it at 16 bits instead of 4 costs ${show(bytes / 1e6)} MB${more}.`
}
