import type { FoundSpike } from '@/lib/protocol'
import type { Spike } from '../find/spike'
import type { Detection } from '../measure/rounds'

type Seen = Omit<FoundSpike, 'after_removals' | 'after'>

/** A spike and the prompt that shows it, as `find` and `detect` print them in JSON. */
export function seenIn(
  { layer, channel, token, output, lateEcho, variant }: Spike,
  detections: readonly Detection[],
): Seen {
  const { prompt, bos } = detections[variant]?.variant ?? { prompt: 0, bos: 'own' }
  return { layer, channel, token, output, prompt, bos, late_echo: lateEcho }
}
