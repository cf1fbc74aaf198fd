import { hashSource } from '@/lib/http/security-headers'
import { inlineOf } from '../../../scripts/build/inline-hashes'

test('scripts of the page itself are named, those in files are not', () => {
  const html =
    '<script src="/a.js" async=""></script><script>one()</script><script id="x">self.push("<\\u002fscript>")</script><script>one()</script>'
  expect(inlineOf(html)).toEqual({
    scripts: [hashSource('one()'), hashSource('self.push("<\\u002fscript>")')],
    styles: [],
  })
})

test('style elements are named, and attributes as the browser reads them', () => {
  const html =
    '<style>body{margin:0}</style><div style="font-family:&quot;Segoe UI&quot;"></div><script>x = \'<p style="no">\'</script>'
  expect(inlineOf(html).styles).toEqual([
    "'unsafe-hashes'",
    hashSource('body{margin:0}'),
    hashSource('font-family:"Segoe UI"'),
  ])
})

test('a hash is written as browsers compare it', () => {
  expect(hashSource("alert('Hello, world.');")).toBe("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='") // W3C CSP3, 2.3.1
})
