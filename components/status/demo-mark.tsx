import { isDemoRepo } from '@/lib/hub/names/demo'

/** Marks the repo of a demonstration model; renders nothing for others. */
export function DemoMark({ repo }: { repo: string }) {
  if (!isDemoRepo(repo)) return null
  return (
    <span
      title={WORDS}
      className="ml-1.5 inline-block border border-edge px-1 align-[0.08em] font-sans text-[0.6875rem] leading-4 font-normal tracking-normal text-muted"
    >
      demo
    </span>
  )
}

/** The same as a sentence, for pages about such a repo. */
export function DemoNote({ repo }: { repo: string }) {
  return isDemoRepo(repo) ? <p className="mt-2 text-note text-muted">{WORDS}</p> : null
}

const WORDS =
  'A demonstration model: small, trained so that its super weights are known, served by this registry’s own hub, and not included in the registry’s counts.'
