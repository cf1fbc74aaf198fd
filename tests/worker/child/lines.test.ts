import fc from 'fast-check'
import { LineSplitter } from '@/worker/child/lines'

test('lines come out whole however the bytes were cut on their way', () => {
  const text = fc.array(
    fc.string({ unit: 'grapheme', maxLength: 40 }).map((s) => s.replace(/[\r\n]/g, ' ')),
    { maxLength: 20 },
  )
  fc.assert(
    fc.property(text, fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }), (lines, cuts) => {
      const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''))
      const cutter = new LineSplitter(10_000, 1_000_000)
      const got: string[] = []
      for (let at = 0, i = 0; at < bytes.length; i++) {
        const size = cuts[i % cuts.length] ?? 1
        got.push(...cutter.push(bytes.subarray(at, at + size)))
        at += size
      }
      expect(got).toEqual(lines.filter((line) => line.trim() !== ''))
    }),
  )
})

test('a line is refused as soon as it is too long, before its end is seen', () => {
  const cutter = new LineSplitter(10, 1_000)
  expect(cutter.push(Buffer.from('0123456789\n01234'))).toEqual(['0123456789'])
  expect(() => cutter.push(Buffer.from('567890'))).toThrow('a line of more than 10 bytes')
})

test('many short lines are refused at the total', () => {
  const cutter = new LineSplitter(10, 20)
  cutter.push(Buffer.from('a\nb\nc\nd\n'))
  expect(() => cutter.push(Buffer.from('a\n'.repeat(8)))).toThrow('more than 20 bytes')
})
