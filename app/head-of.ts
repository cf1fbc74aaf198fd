import type { Metadata } from 'next'
import { CARD_SIZE } from '@/components/cards/size'
import { ATOM } from '@/lib/feeds/paths'
import { ownOrigin } from './own-origin'

const SITE = 'Super Weights'

/** The picture that other sites show beside a link to a page. */
export interface Card {
  /** Its address on this site. */
  readonly url: string
  /** What it shows, in words. */
  readonly alt: string
}

export interface PageFacts {
  /** Without the site's name. */
  readonly title: string
  /** One or two sentences; by default those of the whole site. */
  readonly description?: string
  /** The one address of what the page shows: without filters, cursors, and what only this reader sees. */
  readonly path: string
  /** The address of the same as JSON. */
  readonly json?: string
  /** The address of its feed in Atom. */
  readonly feed?: string
  readonly card?: Card
  /** Whether search engines may list it. Default: yes. */
  readonly index?: boolean
}

/** The metadata of a page. Without an address that can be trusted (PUBLIC_URL) it names no canonical one: a wrong one would be worse. */
export async function headOf({
  title,
  description,
  path,
  json,
  feed,
  card,
  index = true,
}: PageFacts): Promise<Metadata> {
  const origin = await ownOrigin()
  const address = (url: string) => ({ url: `${origin}${url}` })
  return {
    title,
    ...(description !== undefined && { description }),
    alternates: {
      ...(origin !== '' && { canonical: origin + path }),
      types: {
        ...(json !== undefined && { 'application/json': json }),
        // A feed names its own address, so there is none without an origin.
        ...(feed !== undefined && origin !== '' && { [ATOM]: origin + feed }),
      },
    },
    openGraph: {
      type: 'website',
      siteName: SITE,
      title,
      ...(description !== undefined && { description }),
      ...(origin !== '' && address(path)),
      ...(card &&
        origin !== '' && { images: [{ ...address(card.url), ...CARD_SIZE, alt: card.alt, type: 'image/png' }] }),
    },
    twitter: { card: card ? 'summary_large_image' : 'summary' },
    ...(!index && { robots: { index: false, follow: true } }),
  }
}
