import fs from 'node:fs'
import path from 'node:path'

/** Name patterns of files that must not remain once nothing runs: locks, partial files, files of a running server. */
const PASSING = [/\.lock(\.\d+)?$/, /\.new$/, /\.initdb$/, /\.tmp$/, /\.part(ial)?$/, /^postmaster\.pid$/]
/** tsx's compile cache is there on purpose. */
const KEPT_IN_TMP = /^(tsx-\d+|node-compile-cache)$/

/** Files that a stopped registry should not leave in its folder. */
export function leftoversIn(folder: string): string[] {
  const all = fs
    .readdirSync(path.join(folder, 'data'), { recursive: true, encoding: 'utf8' })
    .filter((file) => !file.startsWith(path.join('pg', 'base')))
  const runs = path.join(folder, 'data', 'cache', 'runs')
  return [
    ...all.filter((file) => PASSING.some((name) => name.test(path.basename(file)))).map((file) => `data/${file}`),
    ...(fs.existsSync(runs) ? fs.readdirSync(runs).map((name) => `data/cache/runs/${name}`) : []),
    ...fs
      .readdirSync(path.join(folder, 'tmp'))
      .filter((name) => !KEPT_IN_TMP.test(name))
      .map((name) => `tmp/${name}`),
  ]
}
