import type { CheckpointReading } from '@/lib/checkpoints/read-checkpoint'
import { db } from '@/lib/db'
import { VERIFIED_FROM } from '@/lib/weights/schema'

/** Each is a reading of a few values while somebody waits. More models of one shape than this have no verified record yet. */
const MOST_MODELS = 5

/**
 * Models with verified records and of a model's family, layers and hidden size, the best verified first. The intermediate size is compared tensor by tensor:
 * that of a mixture differs between its layers.
 */
export async function modelsOfShape({ repo, family, layers, hiddenSize }: CheckpointReading): Promise<string[]> {
  const models = await db.$queryRaw<{ repo: string }[]>`
    select m.repo from models m
    join weights w on w.model_id = m.id
    where w.level >= ${VERIFIED_FROM} and w.class in ('A', 'B') and lower(m.repo) <> lower(${repo})
      and exists (
        select from checkpoints c
        where c.model_id = m.id and c.family = ${family} and c.layers = ${layers} and c.hidden_size = ${hiddenSize}
      )
    group by m.id
    order by max(w.level) desc, m.id
    limit ${MOST_MODELS}`
  return models.map((model) => model.repo)
}
