import { readdirSync } from 'node:fs'
import path from 'node:path'
import { build } from 'esbuild'

const root = path.join(__dirname, '..', '..')

/** One script for browsers out of every file of the rooms, as the global `name`. esbuild refuses what a browser has not, Node's own modules first. */
export async function browserBundle(name: string, ...rooms: string[]): Promise<string> {
  const files = rooms.flatMap((room) => readdirSync(path.join(root, room)).map((file) => `./${room}/${file}`))
  const { outputFiles } = await build({
    stdin: {
      contents: files.map((file) => `export * from '${file.replace(/\.ts$/, '')}'`).join('\n'),
      resolveDir: root,
    },
    tsconfig: path.join(root, 'tsconfig.json'),
    bundle: true,
    write: false,
    platform: 'browser',
    format: 'iife',
    globalName: name,
    logLevel: 'silent',
  })
  return outputFiles[0]?.text ?? ''
}
