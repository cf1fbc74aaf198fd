import { day, moment } from './format'

/** A readable time, with the exact one in the attribute and on hover. */
export function Time({ at, exact = false }: { at: string; exact?: boolean }) {
  return (
    <time dateTime={at} title={moment(at)} className="whitespace-nowrap">
      {exact ? moment(at) : day(at)}
    </time>
  )
}
