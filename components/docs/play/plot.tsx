import { HEIGHT } from './geometry'

/** A small plot under its name. Positions are percentages across and pixels down, as in components/plots. */
export function Plot({ title, says, children }: { title: string; says: string; children: React.ReactNode }) {
  return (
    <div className="min-w-0">
      <p className="text-note font-semibold">{title}</p>
      <svg
        role="img"
        aria-label={`${title}. ${says}`}
        width="100%"
        height={HEIGHT + 38}
        className="mt-1 block overflow-visible"
      >
        {children}
      </svg>
    </div>
  )
}
