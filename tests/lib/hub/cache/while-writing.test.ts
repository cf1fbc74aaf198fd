import { writeFileSync } from 'node:fs'
import { whileWriting } from '@/lib/hub/cache/while-writing'

test('a full disk is told as such, and does not condemn the repo', async () => {
  if (process.platform !== 'linux') return
  await expect(
    whileWriting('/somewhere', () => Promise.resolve(writeFileSync('/dev/full', 'x'))),
  ).rejects.toMatchObject({ code: 'disk-full', permanent: false, message: expect.stringContaining('/somewhere') })
})
