import { Fragment } from 'react'
import { ExternalLink } from './external-link'
import { addressOfWork, NAMED_WORKS } from './works'

/** A URL, an arXiv id or a DOI in running text. */
const LINKS = new RegExp(`(https?://[^\\s<>"]+|${NAMED_WORKS.source})`, 'gi')
/** Punctuation that ends a sentence, not a URL. */
const TRAILING = /[.,;:!?)\]}'’”]+$/

/** One line that a user wrote, such as a source, with its URLs, arXiv ids and DOIs as links. Longer text is a `Note`. */
export function Linked({ text }: { text: string }) {
  return text.split(LINKS).map((part, i) => <Fragment key={i}>{i % 2 === 0 ? part : <Link text={part} />}</Fragment>)
}

function Link({ text }: { text: string }) {
  const rest = TRAILING.exec(text)?.[0] ?? ''
  const name = text.slice(0, text.length - rest.length)
  return (
    <>
      <ExternalLink href={/^https?:/i.test(name) ? name : addressOfWork(name)}>{name}</ExternalLink>
      {rest}
    </>
  )
}
