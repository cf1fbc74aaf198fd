import { Fragment } from 'react'
import { ExternalLink } from './external-link'

/** A URL, an arXiv id or a DOI in running text. */
const LINKS = /(https?:\/\/[^\s<>"]+|\barXiv[:\s]\s?\d{4}\.\d{4,5}(?:v\d+)?|\bdoi:\s?10\.\d{4,9}\/[^\s<>"]+)/gi
/** Punctuation that ends a sentence, not a URL. */
const TRAILING = /[.,;:!?)\]}'’”]+$/

/** User-written text with its URLs, arXiv ids and DOIs as links. */
export function Linked({ text }: { text: string }) {
  return text.split(LINKS).map((part, i) => <Fragment key={i}>{i % 2 === 0 ? part : <Link text={part} />}</Fragment>)
}

function Link({ text }: { text: string }) {
  const rest = TRAILING.exec(text)?.[0] ?? ''
  const name = text.slice(0, text.length - rest.length)
  return (
    <>
      <ExternalLink href={addressOf(name)}>{name}</ExternalLink>
      {rest}
    </>
  )
}

function addressOf(name: string): string {
  if (/^arxiv/i.test(name)) return `https://arxiv.org/abs/${name.replace(/^arxiv[:\s]\s?/i, '')}`
  if (/^doi/i.test(name)) return `https://doi.org/${name.replace(/^doi:\s?/i, '')}`
  return name
}
