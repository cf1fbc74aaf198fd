/** @jest-environment ./tests/helpers/numbers-environment.ts */
import { PassThrough } from 'node:stream'
import { runCli } from '@/verifier/cli/program'

/** Runs a command line in this process: nothing is opened before its arguments are right. */
async function run(...args: string[]) {
  let stdout = ''
  const stderr = new PassThrough()
  const code = await runCli(args, {
    stdout: { write: (text) => (stdout += text) },
    stderr,
    signal: new AbortController().signal,
    debug: false,
    readyHub: () => Promise.reject(new Error('A hub was asked for.')),
  })
  return { code, stdout, stderr: String(stderr.read() ?? '') }
}

/** What a command takes, from its own help: arguments that it needs, and options with a value. */
interface Usage {
  readonly name: string
  readonly needs: readonly string[]
  readonly options: readonly string[]
}

const PLACES: Readonly<Record<string, string>> = {
  repo: 'demo/tiny-single',
  target: 'demo/wide-single-gptq',
  file: 'report.json',
}

async function usages(): Promise<Usage[]> {
  const { stdout } = await run('--help')
  const names = [...(stdout.split('Commands:')[1] ?? '').matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name ?? '')
  return Promise.all(
    names
      .filter((name) => name !== 'help')
      .map(async (name) => {
        const { stdout: help } = await run(name, '--help')
        const [, usage = ''] = /^Usage: (.*)$/m.exec(help) ?? []
        return {
          name,
          needs: [...usage.matchAll(/<([a-z]+)/g)].map(([, argument = '']) => PLACES[argument] ?? '1:23:88'),
          options: [...help.matchAll(/^ {2}(--[a-z]+) </gm)].map(([, option]) => option ?? ''),
        }
      }),
  )
}

/** Values that an option does not take, where it does not take any text. */
const WRONG: Readonly<Record<string, string>> = {
  '--threads': 'many',
  '--device': 'tpu',
  '--grade': 'huge',
  '--corpus': 'wikitext',
  '--protocol': 'swp-0',
  '--value': 'large',
  '--scales': 'half',
  '--for': 'exl2',
  '--registry': 'localhost:3000',
}

test('every command is named here', async () => {
  expect((await usages()).map(({ name }) => name)).toEqual([
    'find',
    'keep',
    'audit',
    'detect',
    'verify',
    'report',
    'check',
    'schema',
    'dose',
    'inspect',
    'selftest',
    'submit',
    'cancel',
    'login',
    'logout',
    'whoami',
  ])
})

test('of every command, what it cannot take exits 2 with a sentence and no result', async () => {
  const wrong: string[][] = [[], ['frobnicate'], ['--frobnicate'], ['help', 'frobnicate']]
  for (const { name, needs, options } of await usages()) {
    wrong.push([name, ...needs, '--frobnicate'])
    if (needs.length > 0) wrong.push([name, ...needs.slice(0, -1)])
    if (!['verify', 'report', 'dose'].includes(name)) wrong.push([name, ...needs, 'a', 'b', 'c'])
    for (const option of options) {
      wrong.push([name, ...needs, option])
      if (WRONG[option]) wrong.push([name, ...needs, option, WRONG[option]])
    }
  }
  wrong.push(['schema', 'frobnicate'], ['check', 'no-such-file.json'], ['verify', 'demo/tiny-single', 'layer two'])
  wrong.push(['keep', '.'], ['keep', 'https://huggingface.co/acme/model/tree/v2'])
  wrong.push(['audit', 'no repo'])
  wrong.push(['find', 'no repo'], ['dose', 'demo/tiny-single', '1:23:88', '--scales', '1'])
  expect(wrong.length).toBeGreaterThan(60)
  for (const args of wrong) {
    const { code, stdout, stderr } = await run(...args)
    expect([args, code, stdout, stderr]).toEqual([args, 2, '', expect.stringMatching(/^(error|superweights|Usage): ./)])
    expect(stderr).not.toMatch(/\n\s+at /)
  }
})
