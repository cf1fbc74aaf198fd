import { cardResponse } from '@/app/card'
import { setCard } from '@/components/cards/record-card'

interface Context {
  readonly params: Promise<{ id: string }>
}

export async function GET(_: Request, { params }: Context): Promise<Response> {
  return cardResponse('set', (await params).id, setCard)
}
