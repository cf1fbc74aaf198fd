/** An important message, marked by a border and its wording, not by colour alone. */
export function Notice({
  title,
  children,
  role,
  quiet = false,
}: {
  title: React.ReactNode
  children?: React.ReactNode
  role?: 'alert' | 'status' | 'note'
  quiet?: boolean
}) {
  return (
    <div
      role={role ?? 'note'}
      className={`border-l-2 px-4 py-3 text-[0.9375rem] leading-6 ${quiet ? 'border-edge bg-wash' : 'border-accent bg-tint'}`}
    >
      <p className="font-semibold">{title}</p>
      {children && <div className="mt-1">{children}</div>}
    </div>
  )
}
