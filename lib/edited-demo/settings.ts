/** How the range of a group of weights is chosen, which its step follows from. */
export const RANGES = ['largest', 'clipped', 'apart'] as const
export type Range = (typeof RANGES)[number]

/** Bits of a weight. */
export const BITS = [2, 3, 4, 8] as const
export type Bits = (typeof BITS)[number]
