import { createHash } from 'node:crypto'
import { SWP1 } from '@/lib/protocol'
import { tokenizeCorpus, windowsOf, windowsSha256, ImpossibleGrade } from '@/verifier/measure/windows'
import { variantsOf } from '@/verifier/measure/variants'

const encode = (text: string) => [...Buffer.from(text)]
const tokenizer = (bosTokenId: number | null, addsBos: boolean) => ({
  encode,
  bosTokenId,
  addsBos,
  sha256: '0'.repeat(64),
})
const corpus = { id: 'test', revision: '1', sha256: '0'.repeat(64), text: 'abcdefghijklmnopqrstuvwxyz'.repeat(40) }

describe('windows', () => {
  it('start with BOS and go on where the one before ended', () => {
    const windows = windowsOf(tokenizeCorpus(corpus, tokenizer(1, true)), 'quick', 2048, SWP1)
    expect(windows.map((w) => [w.length, w[0]])).toEqual([
      [256, 1],
      [256, 1],
    ])
    expect(windows.flatMap((w) => w.slice(1))).toEqual(encode(corpus.text).slice(0, 510))
  })

  it('are all text where the tokenizer adds no BOS', () => {
    const windows = windowsOf(tokenizeCorpus(corpus, tokenizer(1, false)), 'quick', 2048, SWP1)
    expect(windows.flat()).toEqual(encode(corpus.text).slice(0, 512))
  })

  it('are refused with both numbers when text or model are too short', () => {
    const text = tokenizeCorpus(corpus, tokenizer(1, true))
    expect(() => windowsOf(text, 'standard', 2048, SWP1)).toThrow(/1040 tokens here; the grade standard takes 8176/)
    expect(() => windowsOf(text, 'quick', 128, SWP1)).toThrow(ImpossibleGrade)
  })

  it('are named by the hash of their ids as little-endian int32', () => {
    const bytes = Buffer.from([1, 0, 0, 0, 0, 1, 0, 0])
    expect(windowsSha256([[1], [256]])).toBe(createHash('sha256').update(bytes).digest('hex'))
  })
})

describe('prompt variants', () => {
  it('come first as the tokenizer has them, then with BOS toggled', () => {
    const variants = variantsOf(tokenizer(1, true), SWP1)
    expect(variants.map((v) => [v.prompt, v.bos, v.tokens[0] === 1])).toEqual([
      [0, 'own', true],
      [1, 'own', true],
      [2, 'own', true],
      [0, 'toggled', false],
      [1, 'toggled', false],
      [2, 'toggled', false],
    ])
    expect(variantsOf(tokenizer(1, false), SWP1)[3]?.tokens[0]).toBe(1)
  })

  it('have nothing to toggle without a BOS token', () => {
    expect(variantsOf(tokenizer(null, false), SWP1).map((v) => v.bos)).toEqual(['own', 'own', 'own'])
  })
})
