/** The reader's choice of light or dark, stored in a cookie, so that the server renders it without a flash. */
export const THEME_COOKIE = 'theme'

export type Theme = 'light' | 'dark'

/** The chosen theme, or null to follow the system. */
export function readTheme(value: string | undefined): Theme | null {
  return value === 'light' || value === 'dark' ? value : null
}
