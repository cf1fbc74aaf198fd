import fc from 'fast-check'
import { encodedPath, PathError } from '@/lib/hub/names/url-path'

describe('encodedPath', () => {
  test('encodes each part, so that none can mean something else', () => {
    expect(encodedPath('owner', 'name', 'refs/pr/1', 'a b?.json')).toBe('owner/name/refs%2Fpr%2F1/a%20b%3F.json')
  })

  test.each(['', '.', '..', '../x', 'a/../b', 'a//b', 'a\\b', 'a\0', '/a'])('refuses the part %j', (part) => {
    expect(() => encodedPath('a', part)).toThrow(PathError)
  })

  test('whatever the parts are, a URL parser finds them again or they were refused', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 4 }), (parts) => {
        try {
          const { pathname } = new URL(`https://hub.example/${encodedPath(...parts)}`)
          expect(pathname.slice(1).split('/').map(decodeURIComponent)).toEqual(parts)
        } catch (error) {
          expect(error).toBeInstanceOf(PathError)
        }
      }),
    )
  })
})
