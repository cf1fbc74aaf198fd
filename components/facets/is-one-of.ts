/** Whether a text is a key of a table. */
export function isOneOf<T extends object>(table: T, key: string): key is keyof T & string {
  return Object.hasOwn(table, key)
}
