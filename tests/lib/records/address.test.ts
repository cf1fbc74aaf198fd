import fc from 'fast-check'
import { printId } from '@/lib/ids'
import { pageOf, parseRef, printVersion } from '@/lib/records/address'

const number = () => fc.integer({ min: 1, max: 2_147_483_647 })

test('a version is named after its record, and read back', () => {
  expect(printVersion('set', 'SS-000045', 3)).toBe('SS-000045.3')
  expect(printVersion('model', 'acme/small', 3)).toBe('acme/small/versions/3')
  expect(pageOf('model', 'acme/small/versions/3')).toBe('/models/acme/small/versions/3')
  fc.assert(
    fc.property(number(), number(), (id, version) => {
      const name = printId('weight', id)
      expect(parseRef('weight', printVersion('weight', name, version))).toEqual({ name, version })
      expect(parseRef('weight', name)).toEqual({ name, version: null })
      expect(parseRef('set', printVersion('weight', name, version))).toBeNull()
    }),
  )
})

test.each(['acme/small', 'acme/small.3', 'a/v1.0', 'acme/versions', 'versions/versions', 'versions/3'])(
  'a model may be called %s, and its versions have addresses',
  (name) => {
    expect(parseRef('model', name)).toEqual({ name, version: null })
    expect(parseRef('model', printVersion('model', name, 3))).toEqual({ name, version: 3 })
  },
)

test.each(['SW-1.', 'SW-1.0', 'SW-1.-1', 'SW-1.1e3', 'SW-1.1.1', 'SW-1. 1', 'SW-1.2147483648', '.1', '1.1'])(
  '%j names no version of a weight',
  (text) => {
    expect(parseRef('weight', text)).toBeNull()
  },
)

test.each(['small', 'a/b/c', 'a/b/versions/', 'a/b/versions/0', 'a/b/versions/x', 'a/b/versions/1/versions/2', '/b'])(
  '%j names no version of a model',
  (text) => {
    expect(parseRef('model', text)).toBeNull()
  },
)
