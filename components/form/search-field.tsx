import { FIELD, Labelled } from './controls'

/** A field for a part of a name, in the form of a list's filters. */
export function SearchField({
  name,
  label,
  value,
  placeholder,
  className,
}: {
  name: string
  label: string
  value: string | undefined
  placeholder: string
  className?: string
}) {
  return (
    <Labelled label={label} htmlFor={name} {...(className === undefined ? {} : { className })}>
      <input
        id={name}
        name={name}
        type="search"
        defaultValue={value ?? ''}
        maxLength={200}
        placeholder={placeholder}
        autoComplete="off"
        className={FIELD}
      />
    </Labelled>
  )
}
