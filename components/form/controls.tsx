/** The style of every field: a border, the page's colour inside. */
export const FIELD =
  'min-h-[2.375rem] w-full border border-edge bg-paper aria-invalid:border-l-4 aria-invalid:border-l-accent px-2.5 py-1.5 text-base leading-6 sm:text-[0.9375rem]'

/** A field's label above it. */
export function Labelled({
  label,
  htmlFor,
  children,
  className = '',
}: {
  label: React.ReactNode
  htmlFor: string
  children: React.ReactNode
  className?: string
}) {
  return (
    <div className={className}>
      <label htmlFor={htmlFor} className="mb-1 block text-note text-muted">
        {label}
      </label>
      {children}
    </div>
  )
}

/** A select box; the first option is "any". */
export function Choice({
  id,
  name,
  value,
  options,
  any,
}: {
  id: string
  name: string
  value: string
  options: readonly (readonly [string, string])[]
  any?: string
}) {
  return (
    <select id={id} name={name} defaultValue={value} className={FIELD}>
      {any !== undefined && <option value="">{any}</option>}
      {options.map(([key, words]) => (
        <option key={key} value={key}>
          {words}
        </option>
      ))}
    </select>
  )
}

/** The style of primary buttons. */
export const BUTTON =
  'cursor-pointer border border-accent bg-accent px-4 py-1.5 leading-6 text-paper hover:bg-paper hover:text-accent disabled:cursor-default disabled:opacity-60'

/** The style of secondary buttons. */
export const QUIET_BUTTON =
  'cursor-pointer border border-edge bg-paper px-4 py-1.5 leading-6 hover:border-accent hover:text-accent'
