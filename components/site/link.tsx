'use client'

import NextLink from 'next/link'
import { type ComponentProps, useState } from 'react'

type Props = Omit<ComponentProps<typeof NextLink>, 'onMouseEnter' | 'onTouchStart' | 'onFocus'>

/**
 * A link to a page of this site, prefetched as soon as somebody is about to follow it. Next would prefetch every link that comes into view: a list of fifty
 * records asked for a hundred addresses, and each page for the whole navigation, twice.
 */
export function Link({ prefetch = null, ...props }: Props) {
  const [isWanted, setWanted] = useState(false)
  const want = () => setWanted(true)
  return (
    <NextLink
      {...props}
      prefetch={isWanted ? prefetch : false}
      onMouseEnter={want}
      onTouchStart={want}
      onFocus={want}
    />
  )
}
