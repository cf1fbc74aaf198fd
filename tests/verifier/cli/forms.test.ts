import { mkdirSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { makeForms, OTHER_FORMS } from '@/tests/helpers/other-forms'
import { makeRepo, smallRepo, temporaryFolder } from '@/tests/helpers/repos'
import { removeCaches, superweights } from './superweights'

jest.setTimeout(120_000)

const place = temporaryFolder()
beforeAll(() => {
  makeForms(place.path)
  makeRepo(place.path, `cache/models--acme--plain-4/snapshots/${'ab'.repeat(20)}`, smallRepo())
  mkdirSync(path.join(place.path, 'empty'))
})
afterAll(place.remove)
afterAll(removeCaches)

/** A coordinate that no such repo has: what the repo is must be said before. */
const FAR = '99:99999:99999'

test.each(['form/gptq-by-its-file', 'form/adapter', 'form/scale-beside', 'form/gguf'])(
  '%s is called what it is by every command, in the same words',
  async (repo) => {
    const commands = [
      ['inspect', `./${repo}`, FAR],
      ['find', `./${repo}`],
      ['detect', `./${repo}`],
      ['verify', `./${repo}`, FAR],
      ['dose', `./${repo}`, FAR],
      ['report', `./${repo}`, FAR, '--out', 'report.json'],
    ]
    const said = new Set<string>()
    for (const args of commands) {
      const { code, stdout, stderr } = await superweights(args, { cwd: place.path })
      expect([args[0], code, stdout]).toEqual([args[0], 3, ''])
      expect(stderr).not.toMatch(/\n\s+at |out of range/)
      said.add(stderr.replaceAll(/\r?.*\r/g, '').trim())
    }
    expect([...said]).toEqual([expect.stringMatching(OTHER_FORMS[repo]?.says ?? /^$/)])
  },
)

test.each([
  ['form/mlx', /quantised \(MLX, 4 bit\)/],
  ['form/modelopt-nvfp4', /quantised \(ModelOpt, NVFP4\)/],
  ['form/compression-config', /quantised \(compressed-tensors/],
  ['form/gguf', /only as GGUF.*from_pretrained\(\.\.\., gguf_file="[^"]+"\)/],
  ['form/pointers', /git-LFS pointer/],
  ['cache', /is the Hub's cache, not a checkpoint.*acme\/plain-4/],
  ['cache/models--acme--plain-4', /Give the snapshot: .*snapshots\/abab/],
  ['empty', /holds no files/],
])('inspect %s says so, and no word of an index', async (folder, says) => {
  const { code, stderr } = await superweights(['inspect', `./${folder}`, FAR], { cwd: place.path })
  expect(stderr).toMatch(says)
  expect(stderr).not.toContain('out of range')
  expect(code).toBe(3)
})

test('a quantisation config beside plain weights is passed over', async () => {
  const { code, stdout } = await superweights(['inspect', './plain/stale-gptq', '0:1:2', '--json'], { cwd: place.path })
  expect([code, JSON.parse(stdout)]).toMatchObject([0, { dtype: 'F32', value: 0, shape: [4, 6] }])
})

test.each(['find', 'detect', 'verify', 'inspect'])(
  '%s of a GGUF file says what it is and what to do',
  async (command) => {
    const [file] = readdirSync(path.join(place.path, 'form', 'gguf')).filter((name) => name.endsWith('.gguf'))
    const typed = path.join('form', 'gguf', file ?? '')
    const coordinates = command === 'find' || command === 'detect' ? [] : [FAR]
    const { code, stderr } = await superweights([command, typed, ...coordinates], { cwd: place.path })
    expect(stderr).toContain(
      `superweights: ${typed} is a GGUF file, which is not read here. Give the safetensors checkpoint`,
    )
    expect(code).toBe(3)
  },
)
