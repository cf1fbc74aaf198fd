import { ownOrigin } from '@/app/own-origin'
import { xmlOr404 } from '@/app/xml'
import { feedOfSubmission } from '@/lib/feeds/of-submission'
import { ATOM } from '@/lib/feeds/paths'

interface Context {
  readonly params: Promise<{ id: string }>
}

export async function GET(_: Request, { params }: Context): Promise<Response> {
  const origin = await ownOrigin()
  return xmlOr404(origin === '' ? null : await feedOfSubmission(origin, (await params).id), ATOM)
}
