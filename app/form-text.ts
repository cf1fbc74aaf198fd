/** A field of a form as text; a file or nothing is empty text. */
export function textOf(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : ''
}
