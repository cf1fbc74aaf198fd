export type MarkKind = 'yes' | 'no' | 'open' | 'now'

/** A small icon that differs in shape, not only in colour. Text always accompanies it, so it is hidden from screen readers. */
export function Mark({ kind, className = '' }: { kind: MarkKind; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      width="15"
      height="15"
      viewBox="0 0 15 15"
      className={`inline-block shrink-0 ${COLOURS[kind]} ${className}`}
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
    >
      <circle cx="7.5" cy="7.5" r="6.5" strokeWidth="1.1" strokeDasharray={kind === 'open' ? '2 2.1' : undefined} />
      {kind === 'yes' && <path d="M4.6 7.8 6.7 9.9 10.5 5.3" strokeLinejoin="round" />}
      {kind === 'no' && <path d="M5.2 5.2l4.6 4.6M9.8 5.2 5.2 9.8" />}
      {kind === 'now' && <circle cx="7.5" cy="7.5" r="2.6" fill="currentColor" stroke="none" />}
    </svg>
  )
}

const COLOURS: Record<MarkKind, string> = { yes: 'text-ink', no: 'text-accent', open: 'text-edge', now: 'text-accent' }
