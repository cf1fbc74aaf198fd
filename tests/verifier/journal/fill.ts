import { openJournal } from '@/verifier/journal/open'
import type { Notice } from '@/verifier/journal/notices'
import { aRun, EAGER } from './runs'

/** For sharing.test.ts, which limits how large a file may become: a state that fits, one that does not, and what can be taken up then. */
const say = (notice: Notice) =>
  console.log(notice.kind, 'reason' in notice ? notice.reason : 'place' in notice ? notice.place : '')

async function main(): Promise<void> {
  const open = async (resume: boolean) => {
    const journal = await openJournal(aRun(), { resume, throttle: EAGER, onNotice: say })
    return { journal, scope: journal?.scope('perplexity, grade quick') }
  }
  const first = await open(false)
  await first.scope?.saveState('sweep', { facts: 1, arrays: [new Float32Array(1000)] }, 'layer 1 of 2')
  for (const layer of [2, 3])
    await first.scope?.saveState('sweep', { facts: layer, arrays: [new Float32Array(1_000_000)] }, 'layer 2 of 2')
  await first.journal?.leave()
  const second = await open(true)
  const state = await second.scope?.findState('sweep')
  console.log(`next ${String(state?.facts)}, ${state?.arrays[0]?.length} floats`)
}

void main()
