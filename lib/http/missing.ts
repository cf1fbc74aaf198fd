/**
 * The `missing` member of a record: for every field that is null, its reason. A field with a value needs none, so one table
 * of reasons serves every record of a kind.
 */
export function missingOf(
  fields: Readonly<Record<string, unknown>>,
  reasons: Readonly<Record<string, string>>,
): Record<string, string> {
  return Object.fromEntries(Object.entries(reasons).filter(([field]) => fields[field] === null))
}
