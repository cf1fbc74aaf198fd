/** Shown in place of an empty list: why it is empty, and what to do. */
export function Empty({ title, children }: { title: string; children: React.ReactNode }) {
  return (
    <div className="border-y border-rule py-10">
      <p className="font-serif text-xl">{title}</p>
      <div className="mt-2 max-w-prose leading-7 text-muted">{children}</div>
    </div>
  )
}
