import { attempt } from '@/app/attempt'
import { MAY_REVIEW } from '@/app/who-may-write'
import type { Problem } from '@/components/form/problem'
import { invalidInput } from '@/lib/http/problem'
import { ReviewInput, reviewSubmission } from '@/lib/review/review-submission'

/** Notes what a reviewer says of a submission; resolves to why not, or null. */
export async function receiveReview(request: Request, id: string, text: string): Promise<Problem | null> {
  const done = await attempt(MAY_REVIEW, request, async ({ account }) => {
    const read = ReviewInput.safeParse({ text })
    if (!read.success) throw invalidInput(read.error)
    await reviewSubmission(id, { account, text: read.data.text })
  })
  return 'problem' in done ? done.problem : null
}
