'use client'

import { useEffect } from 'react'

/** Marks in the list of sections the one that is being read. Without JavaScript none is marked. */
export function MarkSection() {
  useEffect(() => {
    const links = [...document.querySelectorAll<HTMLAnchorElement>('[data-sections] a')]
    const headings = [...document.querySelectorAll('article h2[id]')]
    const mark = () => {
      const passed = headings.findLast((heading) => heading.getBoundingClientRect().top < READ_FROM)
      for (const link of links) {
        if (passed && link.hash === `#${passed.id}`) link.setAttribute('aria-current', 'location')
        else link.removeAttribute('aria-current')
      }
    }
    const observer = new IntersectionObserver(mark, { rootMargin: `-${READ_FROM}px 0px -40% 0px` })
    headings.forEach((heading) => observer.observe(heading))
    mark()
    return () => observer.disconnect()
  }, [])
  return null
}

/** A heading this far from the top of the window, in pixels, or further up has been reached. */
const READ_FROM = 120
