'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { useInBrowser } from '@/components/site/in-browser'

/** How often the page is asked for again while somebody looks at it, in milliseconds. */
const EVERY_MS = 5_000

/** Keeps a page current while it is looked at; without JavaScript a link that loads it again. */
export function KeepCurrent() {
  const router = useRouter()
  const inBrowser = useInBrowser()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') router.refresh()
    }, EVERY_MS)
    return () => clearInterval(timer)
  }, [router])
  if (inBrowser) return <>Updated every few seconds.</>
  return (
    <a href="" className="link">
      Load it again
    </a>
  )
}
