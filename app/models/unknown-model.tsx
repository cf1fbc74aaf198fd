import type { Metadata } from 'next'
import { permanentRedirect } from 'next/navigation'
import { headOf } from '@/app/head-of'
import { incoming } from '@/app/incoming'
import { missing } from '@/app/missing'
import { RefusedModelPage, UnknownModelPage, UnreadModelPage } from '@/components/models/unknown-page'
import { Breadcrumbs } from '@/components/site/breadcrumbs'
import { Page } from '@/components/site/page'
import { arrival, leftToReader } from '@/lib/arrival/arrival'
import { clientAddress } from '@/lib/arrival/client-address'
import { isRepo } from '@/lib/hub/names/repo'
import { aboutRepo, type About } from '@/lib/keep/about'
import { pageOf } from '@/lib/records/address'

/** Search engines would have every repo of the Hub read. */
export const unknownHead = (repo: string): Promise<Metadata> =>
  headOf({
    title: repo,
    description: `Which super weights of ${repo} are known.`,
    path: pageOf('model', repo),
    index: false,
  })

/** A repo without a record, read from the Hub for the reader who asks: no cache stores it for others. */
export async function UnknownModel({ repo }: { repo: string }) {
  if (!isRepo(repo)) return missing()
  if (leftToReader()) return null
  const about = await aboutRepo(repo, clientAddress((await incoming()).headers))
  if (about.kind === 'missing') return missing()
  if (about.kind === 'later') arrival()?.answerAs?.(503)
  // The Hub's own spelling, or a new name: a repo has one page.
  if (about.kind === 'read' && about.answer.repo !== repo) permanentRedirect(pageOf('model', about.answer.repo))
  return (
    <Page where={<Breadcrumbs above={[['Models', '/models']]} here={repo} />} copy={repo}>
      <Told repo={repo} about={about} />
    </Page>
  )
}

function Told({ repo, about }: { repo: string; about: Exclude<About, { kind: 'missing' }> }) {
  switch (about.kind) {
    case 'read':
      return <UnknownModelPage answer={about.answer} />
    case 'refused':
      return <RefusedModelPage repo={repo} {...about} />
    case 'later':
      return <UnreadModelPage repo={repo} text={about.text} />
  }
}
