import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'

const APP = path.join(__dirname, '..', '..', 'app')

/** Whether the site has a page or an API route at this path: a folder of `app/` for each segment, `[name]` and `[...name]` for any. */
export function isAddress(address: string): boolean {
  return below(APP, address.split('/').filter((segment) => segment !== ''))
}

function below(folder: string, [first, ...rest]: readonly string[]): boolean {
  if (first === undefined) return ['page.tsx', 'route.ts'].some((file) => existsSync(path.join(folder, file)))
  const names = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
  if (names.includes(first) && below(path.join(folder, first), rest)) return true
  return names.some(
    (name) =>
      (/^\[\w+\]$/.test(name) && below(path.join(folder, name), rest)) ||
      (name.startsWith('[...') && below(path.join(folder, name), [])),
  )
}
