import { readdirSync } from 'node:fs'
import path from 'node:path'
import { tagsOfPage } from '@/server/cache/shared-pages'

/** Rendered for each reader: what they show depends on who asks or on the time, or is read from the Hub while they wait. */
const FOR_EACH_READER = [
  '/account',
  '/audit',
  '/challenges/new',
  '/challenges/x',
  '/device',
  '/keep',
  '/people/x',
  '/queue',
  '/reports/x/take-back',
  '/review',
  '/search',
  '/sign-in',
  '/submissions/x',
  '/submit',
]

/** An address of every page of the site. */
const addresses = readdirSync(path.join(__dirname, '..', '..', '..', 'app'), { recursive: true, encoding: 'utf8' })
  .filter((file) => path.basename(file) === 'page.tsx')
  .map((file) => `/${path.dirname(file)}`.replace(/^\/\.$/, '/').replaceAll(/\[\w+\]/g, 'x'))
  .sort()

test('every page is either shared, with what it depends on, or named as rendered for each reader', () => {
  expect(addresses.length).toBeGreaterThan(10)
  expect(addresses.filter((address) => tagsOfPage(address) === null)).toEqual(FOR_EACH_READER)
})
