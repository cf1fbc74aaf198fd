import { isolated } from '@/worker/child/isolation'
import { runChild } from '@/worker/child/run'
import { secretFiles } from '@/worker/child/secret-files'
import { wipeSecrets } from '@/lib/secrets'
import { SMALL_LIMITS, standIn } from '../stand-in'

/**
 * Stands in for a worker that has secrets: runs a child that searches for a word, and prints what it found. `... with-secrets.ts yes|no|wiped DROW FOLDER...`
 * `yes` puts the child into namespaces; `wiped` does not, and does first what worker/main.ts does first.
 */
const [hide, ...searched] = process.argv.slice(2)
if (hide === 'wiped') wipeSecrets()
const command = standIn('search', ...searched)
void runChild({
  command: hide === 'yes' ? isolated(command, secretFiles(process.env, process.cwd())) : command,
  request: {},
  limits: SMALL_LIMITS,
  signal: new AbortController().signal,
  onLine: (line) => {
    console.log(line)
    return true
  },
})
