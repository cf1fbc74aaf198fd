import fc from 'fast-check'
import { isRepo, isRevision, parseRepo, RepoNameError } from '@/lib/hub/names/repo'

describe('parseRepo', () => {
  test.each([
    ['allenai/OLMo-1B-0724-hf', { repo: 'allenai/OLMo-1B-0724-hf' }],
    ['  demo/tiny-single \n', { repo: 'demo/tiny-single' }],
    ['demo/tiny-single/', { repo: 'demo/tiny-single' }],
    ['https://huggingface.co/meta-llama/Llama-3.1-8B', { repo: 'meta-llama/Llama-3.1-8B' }],
    ['http://hf.co/a/b/', { repo: 'a/b' }],
    ['huggingface.co/a/b', { repo: 'a/b' }],
    ['https://huggingface.co/a/b?library=transformers#usage', { repo: 'a/b' }],
    ['https://huggingface.co/a/b/tree/main', { repo: 'a/b', revision: 'main' }],
    ['https://huggingface.co/a/b/tree/refs%2Fpr%2F12', { repo: 'a/b', revision: 'refs/pr/12' }],
    ['https://huggingface.co/a/b/blob/refs/pr/12/config.json', { repo: 'a/b', revision: 'refs/pr/12' }],
    ['https://huggingface.co/a/b/blob/v1.0/config.json', { repo: 'a/b', revision: 'v1.0' }],
    [
      `https://huggingface.co/a/b/resolve/${'0a'.repeat(20)}/model.safetensors?download=true`,
      { repo: 'a/b', revision: '0a'.repeat(20) },
    ],
    ['https://huggingface.co/a/b/discussions/3', { repo: 'a/b' }],
  ])('reads %j', (input, expected) => {
    expect(parseRepo(input)).toEqual(expected)
  })

  test.each([
    '',
    'gpt2',
    'a/b/c',
    '/a',
    'a/',
    '../etc/passwd',
    'a/..',
    'a/.b',
    'a/b--c',
    'a/b..c',
    'a/b.git',
    'a b/c',
    'a/bé',
    `${'a'.repeat(97)}/b`,
    'x'.repeat(2_000),
    'datasets/Salesforce',
    'https://huggingface.co/datasets/Salesforce/wikitext',
    'https://huggingface.co/a',
    'https://huggingface.co/',
    'https://evil.example/a/b',
    'https://huggingface.co.evil.example/a/b',
    'https://huggingface.co@evil.example/a/b',
    'https://u:p@huggingface.co/a/b',
    'https://huggingface.co:8443/a/b',
    'ftp://huggingface.co/a/b',
    'file:///etc/passwd',
    'http://169.254.169.254/latest/meta-data',
    'https://huggingface.co/a/b/tree/..%2F..%2Fx',
    'https://huggingface.co/a/b/tree/%zz',
    'https://huggingface.co/a/b/tree/x%00',
  ])('refuses %j and says what was expected', (input) => {
    expect(() => parseRepo(input)).toThrow(RepoNameError)
    expect(() => parseRepo(input)).toThrow(/expected|not a branch|percent-encoding/i)
  })

  test.each([
    'https://huggingface.co/a/b/tree/../../x',
    'https://huggingface.co/a/b/../c',
    'https://huggingface.co/./a/b',
    'https://huggingface.co/a/b/.',
    'https://huggingface.co/a/b/tree/%2e%2e/%2E%2E/x',
    'https://huggingface.co/a/b/%2e%2E/c',
    'https://huggingface.co/a/b/tree/main/.%2e/x',
    'https://huggingface.co/a\\b',
    'https://huggingface.co/a/b\\..\\c',
    'https://huggingface.co\\a/b',
    'https://huggingface.co//a/b',
    'https://huggingface.co/a//b',
    'https:///huggingface.co/a/b',
    'https://huggingface.co/a/b/.\n./c',
    'https://huggingface.co/a/.\t./b/c',
    'huggingface.co/a/../b/c',
    'https://huggingface.co/a/b/blob/main/../../../c/d',
    'https://huggingface.co/a/b/tree/x%2F..%2Fy',
    'https://huggingface.co/a/b/tree/x%5C..%5Cy',
  ])('never reads %j as another repo', (input) => {
    expect(() => parseRepo(input)).toThrow(RepoNameError)
    expect(() => parseRepo(input)).toThrow(/Expected a model repo/)
  })

  test('gives a name of a repo, or a RepoNameError, for any text', () => {
    const dotted = fc
      .array(fc.constantFrom('/', '..', '%2e', '.', '\\', 'tree', 'x', '?', '#', '\t'))
      .map((parts) => parts.join(''))
    const hostile = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.webUrl(),
      fc.string().map((tail) => `https://huggingface.co/${tail}`),
      dotted.map((tail) => `https://huggingface.co/a/b/${tail}`),
    )
    fc.assert(
      fc.property(hostile, (input) => {
        try {
          const { repo, revision } = parseRepo(input)
          expect(isRepo(repo)).toBe(true)
          expect(revision === undefined || isRevision(revision)).toBe(true)
          if (input.startsWith('https://huggingface.co/a/b/')) expect(repo).toBe('a/b')
        } catch (error) {
          expect(error).toBeInstanceOf(RepoNameError)
        }
      }),
      { numRuns: 1_000 },
    )
  })

  test('reads back every repo at every revision the Hub would print an address for', () => {
    const part = fc
      .stringMatching(/^[A-Za-z0-9]([A-Za-z0-9_.]{0,20}[A-Za-z0-9])?$/)
      .filter((text) => !text.includes('..') && !text.endsWith('.git'))
    const revision = fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9_-]{0,20}$/).filter((text) => text !== 'refs')
    fc.assert(
      fc.property(part, part, revision, (owner, name, rev) => {
        fc.pre(isRepo(`${owner}/${name}`))
        expect(parseRepo(`https://huggingface.co/${owner}/${name}/tree/${rev}`)).toEqual({
          repo: `${owner}/${name}`,
          revision: rev,
        })
      }),
    )
  })
})
