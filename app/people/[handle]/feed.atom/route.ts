import { ownOrigin } from '@/app/own-origin'
import { xmlOr404 } from '@/app/xml'
import { feedOfPerson } from '@/lib/feeds/of-person'
import { ATOM } from '@/lib/feeds/paths'

interface Context {
  readonly params: Promise<{ handle: string }>
}

export async function GET(_: Request, { params }: Context): Promise<Response> {
  const origin = await ownOrigin()
  return xmlOr404(origin === '' ? null : await feedOfPerson(origin, (await params).handle), ATOM)
}
