import { cardResponse } from '@/app/card'
import { weightCard } from '@/components/cards/record-card'

interface Context {
  readonly params: Promise<{ id: string }>
}

export async function GET(_: Request, { params }: Context): Promise<Response> {
  return cardResponse('weight', (await params).id, weightCard)
}
