import fc from 'fast-check'
import { AppError } from '@/lib/errors/app-error'
import { decodeCursor, encodeCursor } from '@/lib/http/cursor'

const text = fc.string({ unit: 'grapheme', maxLength: 100 }).filter((s) => !s.includes('\0'))
const value = fc.oneof(text, fc.integer(), fc.constant(null))
const id = fc.integer({ min: 1, max: 2_147_483_647 })

test('a cursor brings a client back to the row it ended at', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), value, id, (order, last, number) => {
      const cursor = encodeCursor(order, { value: last, id: number })
      expect(cursor).toMatch(/^[\w-]+$/)
      expect(decodeCursor(order, cursor)).toEqual({ value: last, id: number })
    }),
  )
})

test('whatever text comes as a cursor, the answer is a place in the list or a problem', () => {
  const hostile = fc.oneof(
    fc.string(),
    fc.base64String(),
    fc.json().map((json) => Buffer.from(json).toString('base64url')),
  )
  fc.assert(
    fc.property(hostile, (text) => {
      try {
        expect(decodeCursor('id:asc', text).id).toBeGreaterThan(0)
      } catch (error) {
        expect(error).toBeInstanceOf(AppError)
        expect(error).toMatchObject({ status: 400, code: 'bad-cursor' })
      }
    }),
  )
})

test('a cursor of a list in another order is refused, not used in the wrong place', () => {
  const text = encodeCursor('layer:asc', { value: 2, id: 7 })
  expect(() => decodeCursor('level:desc', text)).toThrow(/sorted by "layer:asc"/)
})

test('a cursor of megabytes is refused without being decoded', () => {
  expect(() => decodeCursor('id:asc', 'A'.repeat(10_000_000))).toThrow(AppError)
})

test.each([
  ["an id beyond PostgreSQL's integers", ['id:asc', 1, 2 ** 31]],
  ['a sort value beyond them', ['id:asc', 1e12, 1]],
  ['a text it cannot hold', ['id:asc', 'a\0', 1]],
])('a forged cursor with %s is refused before it reaches the query', (_, parts) => {
  expect(() => decodeCursor('id:asc', Buffer.from(JSON.stringify(parts)).toString('base64url'))).toThrow(AppError)
})
