import { openStored } from '@/lib/hub/checkpoint/open-stored'

/** Another process for kept.test.ts: reads `from` to `to` of the one tensor of a repo through the cache, says so, and stays. */
async function main([repo = '', from = '0', to = '0']: readonly string[]): Promise<void> {
  const checkpoint = await openStored({ repo })
  const [tensor] = checkpoint.tensors.values()
  if (tensor === undefined) throw new Error('no tensor')
  await checkpoint.read(tensor, Number(from), Number(to))
  console.log('read')
  setInterval(() => undefined, 1_000)
}

void main(process.argv.slice(2))
