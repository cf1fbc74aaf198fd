import { Snippet } from '@/components/text/snippet'
import type { WeightRecord } from '@/lib/weights/schema'

/** How to use the weight in a program: the scalar in the notation of each tool, and the record as JSON. */
export function Use({ weight, origin }: { weight: WeightRecord; origin: string }) {
  const json = `/api/v1/weights/${weight.id}`
  const { spellings } = weight
  return (
    <dl>
      <Snippet name="As stored" text={spellings.stored} />
      {spellings.transformers && <Snippet name="transformers" text={spellings.transformers} />}
      {spellings.state_dict && <Snippet name="state_dict" text={spellings.state_dict} />}
      {spellings.gguf && <Snippet name="GGUF" text={spellings.gguf} />}
      <Snippet name="This record" text={`curl ${origin}${json}`}>
        <a href={json} className="link ml-3 text-note">
          JSON
        </a>
      </Snippet>
    </dl>
  )
}
