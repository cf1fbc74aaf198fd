import { cardResponse } from '@/app/card'
import { modelCard } from '@/components/cards/record-card'

interface Context {
  readonly params: Promise<{ org: string; name: string; version: string }>
}

export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { org, name, version } = await params
  return cardResponse('model', `${decodeURIComponent(org)}/${decodeURIComponent(name)}/versions/${version}`, modelCard)
}
