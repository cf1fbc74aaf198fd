/** A section of a page: its heading and the id that it is linked to by. */
export interface Section {
  readonly id: string
  readonly title: string
}

/** `## Evidence level` is linked to as `#evidence-level`. */
export function headingId(words: string): string {
  return words
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
}

/** The headings of level two of a page, without those that a block of code shows. */
export function sectionsOf(body: string): Section[] {
  const text = body.replace(/^(`{3,})[^]*?^\1/gm, '')
  return [...text.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => {
    const title = heading
      .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
      .replaceAll(/[`*]/g, '')
      .trim()
    return { id: headingId(title), title }
  })
}
