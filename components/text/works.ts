/** An arXiv id or a DOI in running text. */
export const NAMED_WORKS =
  /\barXiv[:\s]\s?\d{4}\.\d{4,5}(?:v\d+)?|\bdoi:\s?10\.\d{4,9}\/[^\s<>"]*[^\s<>".,;:!?)\]}'’”]/gi

/** Where a work that is named by its arXiv id or DOI is. */
export function addressOfWork(name: string): string {
  if (/^arxiv/i.test(name)) return `https://arxiv.org/abs/${name.replace(/^arxiv[:\s]\s?/i, '')}`
  return `https://doi.org/${name.replace(/^doi:\s?/i, '')}`
}
