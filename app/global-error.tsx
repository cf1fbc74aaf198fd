'use client'

import { Link } from '@/components/site/link'
import './globals.css'

/** Replaces the whole page when even its layout could not be rendered. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body className="font-sans leading-7 antialiased">
        <main className="mx-auto max-w-prose px-5 py-24">
          <title>Super Weights: not working</title>
          <h1 className="text-3xl">The registry is not working</h1>
          <p role="alert" className="mt-4 text-muted">
            The page could not be rendered. The error was logged; try again in a moment.
          </p>
          <p className="mt-6 flex flex-wrap items-baseline gap-x-6 gap-y-3">
            <button type="button" onClick={reset} className="border border-edge px-4 py-1.5">
              Try again
            </button>
            <Link href="/" className="link">
              Front page
            </Link>
          </p>
        </main>
      </body>
    </html>
  )
}
