import { FIELD } from './controls'

/** The attributes of a plain input. */
export type InputAttributes = Readonly<React.InputHTMLAttributes<HTMLInputElement>>

export interface FieldProps {
  readonly id: string
  readonly label: string
  /** What to enter, shown under the label. */
  readonly hint?: React.ReactNode
  readonly optional?: boolean
  readonly error?: string | undefined
  readonly value: string
  readonly onChange: (value: string) => void
  readonly rows?: number
  readonly mono?: boolean
  readonly maxLength?: number
  readonly inputMode?: 'decimal' | 'url' | 'text'
  readonly placeholder?: string
  /** In place of the plain input: receives its attributes. */
  readonly control?: (input: InputAttributes) => React.ReactNode
  /** How the page reads the value, under the field and announced politely. */
  readonly children?: React.ReactNode
}

/** A field with its label, hint, error and reading, connected for screen readers. */
export function Field({
  id,
  label,
  hint,
  optional = false,
  error,
  value,
  onChange,
  rows,
  mono = false,
  maxLength,
  inputMode,
  placeholder,
  control,
  children,
}: FieldProps) {
  const described = [...(hint ? [`${id}-hint`] : []), ...(error ? [`${id}-error`] : [])].join(' ') || undefined
  const shared = {
    id,
    name: id,
    value,
    maxLength,
    placeholder,
    'aria-invalid': error ? true : undefined,
    'aria-describedby': described,
    autoComplete: 'off',
    spellCheck: false,
    className: `${FIELD} ${mono ? 'font-mono' : ''}`,
    onChange: (event: { target: { value: string } }) => onChange(event.target.value),
  }
  return (
    <div className="flex flex-col">
      <label htmlFor={id} className="font-semibold">
        {label}
        {optional && <span className="font-normal text-muted"> (optional)</span>}
      </label>
      {hint && (
        <p id={`${id}-hint`} className="mb-1.5 grow text-note text-muted">
          {hint}
        </p>
      )}
      {rows === undefined ? (
        (control?.({ type: 'text', inputMode, ...shared }) ?? <input type="text" inputMode={inputMode} {...shared} />)
      ) : (
        <textarea rows={rows} {...shared} />
      )}
      {error && (
        <p id={`${id}-error`} className="mt-1.5 text-[0.9375rem] text-accent wrap-anywhere">
          <span className="font-semibold">Please check: </span>
          {error}
        </p>
      )}
      {children}
    </div>
  )
}
