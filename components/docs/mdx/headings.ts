import type { Element } from 'hast'

export const isHeading = (node: Element): boolean => /^h[1-6]$/.test(node.tagName)
