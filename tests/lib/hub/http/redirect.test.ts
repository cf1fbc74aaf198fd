import { redirectTarget } from '@/lib/hub/http/redirect'

const HUB = 'https://huggingface.co'
const FROM = `${HUB}/org/name/resolve/main/model.safetensors`

test.each([
  ['/api/resolve-cache/models/org/name/config.json', `${HUB}/api/resolve-cache/models/org/name/config.json`],
  ['https://cdn-lfs-us-1.huggingface.co/repos/x?sig=1', 'https://cdn-lfs-us-1.huggingface.co/repos/x?sig=1'],
  ['https://cas-bridge.xethub.hf.co/x', 'https://cas-bridge.xethub.hf.co/x'],
])('follows the Hub to %s', (location, expected) => {
  expect(redirectTarget(HUB, FROM, location)).toBe(expected)
})

test.each([
  'http://169.254.169.254/latest/meta-data',
  'http://127.0.0.1:5432/',
  'https://evilhuggingface.co/x',
  'https://hf.co.evil.example/x',
  'http://cdn-lfs.huggingface.co/x',
  'https://u:p@huggingface.co/x',
  'file:///etc/passwd',
  'data:text/plain,x',
  'https://',
  null,
])('does not follow the Hub to %j', (location) => {
  expect(() => redirectTarget(HUB, FROM, location)).toThrow(/not followed/)
})

test('a Hub over http gets no trust in other hosts', () => {
  expect(() => redirectTarget('http://127.0.0.1:9', 'http://127.0.0.1:9/a', 'https://huggingface.co/a')).toThrow(
    /not followed/,
  )
})
