import { ImageResponse } from 'next/og'
import { CARD_SIZE } from './size'
import { cardTypefaces } from './typefaces'

/** A card as PNG: about a quarter of a second of work. */
export async function drawCard(card: React.ReactElement): Promise<Buffer<ArrayBuffer>> {
  const image = new ImageResponse(card, { ...CARD_SIZE, fonts: await cardTypefaces() })
  return Buffer.from(await image.arrayBuffer())
}
