import os from 'node:os'
import path from 'node:path'
import { layoutOf } from '@/lib/hub/cache/layout'

test("the cache is where the Hub's other tools look for it", () => {
  const places = () => layoutOf('org/name', 'c'.repeat(40)).blobs
  process.env.HF_HUB_CACHE = '/a cache'
  expect(places()).toBe('/a cache/models--org--name/blobs')
  delete process.env.HF_HUB_CACHE
  process.env.HF_HOME = '/elsewhere'
  expect(places()).toBe('/elsewhere/hub/models--org--name/blobs')
  delete process.env.HF_HOME
  expect(places()).toBe(path.join(os.homedir(), '.cache/huggingface/hub/models--org--name/blobs'))
})
