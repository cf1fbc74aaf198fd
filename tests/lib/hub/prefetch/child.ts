import { openStored } from '@/lib/hub/checkpoint/open-stored'

/** Another process for prefetched-files.test.ts: announces all of a repo's one tensor, reads the beginning, says so, and has nothing more to do. */
async function main([repo = '']: readonly string[]): Promise<void> {
  const checkpoint = await openStored({ repo, storage: 'memory' })
  const [tensor] = checkpoint.tensors.values()
  if (tensor === undefined) throw new Error('no tensor')
  checkpoint.prefetch?.(tensor, 0, tensor.end - tensor.start)
  await checkpoint.read(tensor, 0, 1_000)
  console.log('read')
}

void main(process.argv.slice(2))
