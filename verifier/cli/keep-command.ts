import { writeFile } from 'node:fs/promises'
import { Option, type Command } from 'commander'
import { isFolder } from '@/lib/hub/checkpoint/open-target'
import { parseRepo } from '@/lib/hub/names/repo'
import { isGone } from '@/lib/keep/answers/gone'
import { keepList } from '@/lib/keep/answers/list'
import { KeepAnswer } from '@/lib/keep/answers/schema'
import { TOOL_IDS, type ToolId } from '@/lib/keep/formats'
import { askRegistry } from './ask-registry'
import type { Finish } from './commands'
import { EXIT, UsageError } from './exit'
import type { Io } from './io'
import { printKeep, printListNotes } from './print-keep'
import { printable } from './printable'
import { registryOf, registryOption } from './registry-option'

interface KeepOptions {
  readonly for?: ToolId
  readonly registry?: URL
  readonly json?: boolean
  readonly out?: string
}

/** `superweights keep REPO` */
export function addKeep(program: Command, io: Io, finish: Finish): void {
  program
    .command('keep')
    .description(
      'ask a registry which weights of a model to keep in high precision, and why; exit status 4 if none is known',
    )
    .argument('<repo>', 'model repo: owner/name or its address on huggingface.co')
    .addOption(
      new Option('--for <tool>', 'the list alone, as this tool reads it').choices([...TOOL_IDS]).conflicts('json'),
    )
    .addOption(registryOption())
    .option('--json', 'print the answer as JSON and nothing else')
    .option('--out <file>', 'write to this file instead')
    .action(async (repo: string, options: KeepOptions) => finish(await keepCommand(repo, options, io)))
}

async function keepCommand(typed: string, options: KeepOptions, io: Io): Promise<number> {
  const repo = await repoOf(typed)
  const registry = registryOf(options.registry)
  const answer = await askRegistry(new URL(`/api/v1/keep/${repo}`, registry), KeepAnswer, io)
  const text = textOf(answer, registry, options, io)
  if (options.out === undefined) io.stdout.write(text)
  else await writeFile(options.out, text)
  return answer.entries.every(isGone) ? EXIT.noneFound : EXIT.ok
}

/** @throws UsageError for what a registry cannot know; RepoNameError */
async function repoOf(typed: string): Promise<string> {
  if (await isFolder(typed))
    throw new UsageError(`"${typed}" is a folder, which no registry knows: "superweights find" searches it.`)
  const { repo, revision } = parseRepo(typed)
  if (revision === undefined) return repo
  throw new UsageError(`A registry answers for the main branch of ${repo}, not for its revision "${revision}".`)
}

/** What a tool reads must stand alone: the rest goes to standard error. */
function textOf(answer: KeepAnswer, registry: URL, { for: tool, json }: KeepOptions, io: Io): string {
  if (tool === undefined) return json ? `${JSON.stringify(answer, null, 2)}\n` : printKeep(answer, registry)
  const list = keepList(answer, tool)
  io.stderr.write(`superweights: ${printable(`${answer.repo}: ${answer.summary}`)}\n${printListNotes(list)}`)
  return list.text
}
