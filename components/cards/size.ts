/** Width and height of every card in pixels, as sites that show links expect them (https://ogp.me). */
export const CARD_SIZE = { width: 1200, height: 630 } as const
