import { existsSync, readdirSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** Files in a home folder where programs store credentials. */
const IN_HOME = [
  '.pgpass',
  '.netrc',
  '.git-credentials',
  '.npmrc',
  '.ssh',
  '.aws',
  '.config/gcloud',
  '.config/gh',
  // Keys of registries, that of this worker among them; on macOS in the other place.
  '.config/superweights',
  'Library/Preferences/superweights',
  '.docker',
  '.kube',
  '.cache/huggingface/token',
  '.cache/huggingface/stored_tokens',
]
/** Next to the cache of the Hub's tools, which the verifier uses. */
const IN_HF_HOME = ['token', 'stored_tokens']
/** The embedded database and its password. */
const IN_DATA_DIR = ['pg', 'pg.password', 'pg.initdb']

/**
 * Files of this user that the verifier must not read, as existing absolute paths.
 * @param root the checkout, whose `.env` files may contain secrets
 */
export function secretFiles(environment: NodeJS.ProcessEnv, root: string, home = os.homedir()): string[] {
  const { DATA_DIR, HF_HOME, HF_TOKEN_PATH, PGPASSFILE, XDG_CONFIG_HOME } = environment
  const known = [
    ...IN_HOME.map((name) => path.join(home, name)),
    ...(XDG_CONFIG_HOME ? [path.join(XDG_CONFIG_HOME, 'superweights')] : []),
    ...(HF_HOME ? IN_HF_HOME.map((name) => path.join(HF_HOME, name)) : []),
    ...IN_DATA_DIR.map((name) => path.join(DATA_DIR || '.data', name)),
    ...readdirSync(root)
      .filter((name) => /^\.env(\.|$)/.test(name))
      .map((name) => path.join(root, name)),
    ...[HF_TOKEN_PATH, PGPASSFILE].flatMap((file) => (file ? [file] : [])),
  ]
  return [...new Set(known.map((file) => path.resolve(root, file)))].filter((file) => existsSync(file))
}
