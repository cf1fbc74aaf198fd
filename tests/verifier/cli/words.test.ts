import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { FIXTURE_HUB, goldenOf } from '@/tests/helpers/golden'
import { removeCaches, superweights } from './superweights'

jest.setTimeout(120_000)

const place = mkdtempSync(path.join(os.tmpdir(), 'superweights words '))
beforeAll(() => {
  cpSync(path.join(FIXTURE_HUB, 'demo', 'tiny-pair'), path.join(place, 'model'), { recursive: true })
  const text = readFileSync(path.join(__dirname, '../../../content/corpora/demo-text.txt'), 'utf8')
  writeFileSync(path.join(place, 'notes.txt'), text)
})
afterAll(() => rmSync(place, { recursive: true }))
afterAll(removeCaches)

const run = (...args: string[]) => superweights(args, { cwd: place })
const PAIR = goldenOf('tiny-pair').planted.map(({ layer, row, col }) => `${layer}:${row}:${col}`)

/** Each asks the Hub again and again for half a minute, and computes nothing meanwhile: so all at once. */
describe('without a network', () => {
  const TEXT = [
    ['find', './model'],
    ['verify', './model', ...PAIR],
    ['report', './model', ...PAIR],
    ['dose', './model', ...PAIR],
  ]
  const MODEL = [
    ['find', 'acme/plain'],
    ['detect', 'acme/plain'],
    ['verify', 'acme/plain', ...PAIR],
    ['inspect', 'acme/plain', ...PAIR.slice(0, 1)],
  ]
  const ended = new Map<readonly string[], ReturnType<typeof run>>()
  beforeAll(() => {
    for (const args of [...TEXT, ...MODEL]) ended.set(args, run(...args))
  })

  test.each(TEXT.map((args) => [args[0], args] as const))(
    '%s says which text could not be loaded and what to give instead',
    async (_, args) => {
      const { code, stdout, stderr } = (await ended.get(args)) ?? {}
      expect(stderr).toMatch(
        /^superweights: The corpus wikitext-2-raw-v1 could not be loaded: The Hub could not be reached \([^)]*\)\. Give a text of your own with --corpus FILE\.\n$/,
      )
      expect([code, stdout]).toEqual([3, ''])
    },
  )

  test.each(MODEL.map((args) => [args[0], args] as const))('%s says which model could not be read', async (_, args) => {
    const { code, stderr } = (await ended.get(args)) ?? {}
    expect(stderr).toMatch(
      /^superweights: acme\/plain could not be read: The Hub could not be reached \([^)]*\)\. Try again later, or give a folder with the checkpoint\.\n$/,
    )
    expect(code).toBe(3)
  })
})

test('a padded set is called not confirmed once', async () => {
  const { stdout } = await run('verify', 'demo/tiny-pair', ...PAIR, '1:5:6', '--protocol', 'swp-2')
  expect(stdout).toContain('\nNOT CONFIRMED: removing all 3 together multiplies perplexity by')
  expect(stdout.match(/not confirmed/gi)).toHaveLength(1)
})

describe('a printed command carries the text, the grade and the protocol of what it belongs to', () => {
  const text = ['--corpus', './notes.txt']
  const carried = '--grade quick --corpus ./notes.txt'

  test.each([
    ['verify', ['verify', './model', ...PAIR, ...text], `${carried} --protocol swp-2`],
    ['verify by swp-1', ['verify', './model', ...PAIR, ...text, '--protocol', 'swp-1'], `${carried} --protocol swp-1`],
    ['dose', ['dose', './model', ...PAIR, ...text], carried],
    ['find', ['find', './model', ...text], `${carried} --protocol swp-2`],
  ])('%s', async (_, args, expected) => {
    const { stdout } = await run(...args)
    const command = stdout.slice(stdout.indexOf('npx superweights ')).replaceAll(/ \\\n +/g, ' ')
    expect(command).toContain(expected)
    expect(command).toMatch(/--threads \d+ --device cpu/)
    expect(command).toMatch(/^npx superweights (verify|dose) \.\/model /)
  })

  test('check', async () => {
    await run('verify', './model', ...PAIR, ...text, '--protocol', 'swp-2', '--out', 'pair.json')
    const { stdout } = await run('check', 'pair.json')
    expect(stdout.replaceAll(/ \\\n +/g, ' ')).toContain(`${carried} --protocol swp-2`)
  })
})
