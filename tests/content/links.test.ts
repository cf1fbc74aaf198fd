import { isAddress } from './links'

test.each(['/', '/weights', '/weights/SW-000001', '/models/a/b', '/api/v1/keep/a/b', '/api/v1/openapi.json', '/docs/x'])(
  '%s is an address of the site',
  (address) => expect(isAddress(address)).toBe(true),
)

test.each(['/nothing', '/weights/a/b', '/api/v2/weights', '/docs/x/y'])('%s is not', (address) =>
  expect(isAddress(address)).toBe(false),
)
