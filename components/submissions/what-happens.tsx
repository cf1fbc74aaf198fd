import { Link } from '@/components/site/link'

/** What to expect, shown beside the form. */
export function WhatHappens() {
  return (
    <aside aria-labelledby="then" className="text-[0.9375rem] leading-6 lg:border-l lg:border-rule lg:pl-8">
      <h2 id="then" className="text-[1.1875rem]">
        What happens next
      </h2>
      <ol className="mt-3 list-decimal space-y-2.5 pl-5 text-muted marker:text-edge">
        <li>The commit is pinned and the one value read by range: this takes seconds and downloads no tensor.</li>
        <li>A job waits in the public queue, with its place and an estimate.</li>
        <li>
          The verifier looks for the spike, removes the weight, and measures perplexity with it, without it, and without
          other large weights.
        </li>
        <li>
          The verdict is computed from these numbers. Accepted or not, the report stays on record, with any check that
          failed.
        </li>
      </ol>
      <h2 className="mt-8 text-[1.1875rem]">You do not know where it is?</h2>
      <p className="mt-3 text-muted">
        Name the model and press <strong>Find them for me</strong>: a worker searches the checkpoint for super weights,
        shows what it found and tried, and each answer becomes a claim with one click. On your own machine,{' '}
        <code className="font-mono text-[0.9em] text-ink">npx superweights find org/name</code> does the same.{' '}
        <Link href="/docs/command-line#find" className="link">
          How to use it
        </Link>
      </p>
    </aside>
  )
}
