import localFont from 'next/font/local'

/*
 * Source Serif 4 for headings, Source Sans 3 for text, Source Code Pro for coordinates and code (0 is dotted; 1, l and I differ), each under
 * the SIL Open Font License 1.1 (LICENSE in its package). Only the Latin subsets: other characters come from the reader's own typefaces.
 * The compiler reads these calls: their arguments must be literals.
 */

/** Medium, for all weights of headings: the two that occur are too close to be worth a second file. */
const serif = localFont({
  src: '../node_modules/@fontsource/source-serif-4/files/source-serif-4-latin-500-normal.woff2',
  weight: '400 600',
  variable: '--source-serif',
  adjustFontFallback: 'Times New Roman',
})

/** `size-adjust` makes it as wide and as high as Arial, so that nothing moves when it arrives. */
const sans = localFont({
  src: [
    { path: '../node_modules/@fontsource/source-sans-3/files/source-sans-3-latin-400-normal.woff2', weight: '400' },
    { path: '../node_modules/@fontsource/source-sans-3/files/source-sans-3-latin-600-normal.woff2', weight: '500 700' },
  ],
  declarations: [{ prop: 'size-adjust', value: '106.6%' }],
  variable: '--source-sans',
  adjustFontFallback: false,
})

/** A family of its own, since few pages need it: only what is loaded first belongs to `sans`. */
const italic = localFont({
  src: '../node_modules/@fontsource/source-sans-3/files/source-sans-3-latin-400-italic.woff2',
  style: 'italic',
  declarations: [{ prop: 'size-adjust', value: '106.6%' }],
  variable: '--source-sans-italic',
  adjustFontFallback: false,
  preload: false,
})

/** As wide as most monospaced faces: nothing moves when it arrives, so it may come later. */
const mono = localFont({
  src: '../node_modules/@fontsource/source-code-pro/files/source-code-pro-latin-400-normal.woff2',
  weight: '400 600',
  variable: '--source-code',
  adjustFontFallback: false,
  preload: false,
})

/** Classes of `<html>` that declare the typefaces for app/globals.css. */
export const TYPEFACES = [serif, sans, italic, mono].map(({ variable }) => variable).join(' ')
