'use client'

import { QUIET_BUTTON } from '@/components/form/controls'
import { Page, PageHead } from '@/components/site/page'

/** Shown when a page could not be rendered. The error itself is in the server's log under the digest. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <Page>
      <PageHead title="This page could not be rendered">
        <p role="alert">
          Something went wrong inside the registry; often the database is just restarting. Nothing you sent was lost.
        </p>
        {error.digest && (
          <p className="mt-2 text-note">
            The log names it <code className="font-mono">{error.digest}</code>.
          </p>
        )}
        <button type="button" onClick={reset} className={`${QUIET_BUTTON} mt-5 text-ink`}>
          Try again
        </button>
      </PageHead>
    </Page>
  )
}
