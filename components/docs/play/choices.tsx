/** A row of radio buttons under a name. */
export function Choices<Value extends string | number>({
  legend,
  name,
  values,
  chosen,
  words,
  onChoose,
}: {
  legend: string
  name: string
  values: readonly Value[]
  chosen: Value
  words: (value: Value) => string
  onChoose: (value: Value) => void
}) {
  return (
    <fieldset className="min-w-0">
      <legend className="text-note text-muted">{legend}</legend>
      <div className="mt-1 flex flex-wrap gap-x-5 gap-y-1.5">
        {values.map((value) => (
          <label key={value} className="flex cursor-pointer items-baseline gap-2">
            <input
              type="radio"
              name={name}
              value={value}
              checked={value === chosen}
              onChange={() => onChoose(value)}
              className="translate-y-[1px] accent-accent"
            />
            {words(value)}
          </label>
        ))}
      </div>
    </fieldset>
  )
}
