import { isolated } from '@/worker/child/isolation'
import { runChild } from '@/worker/child/run'
import { secretFiles } from '@/worker/child/secret-files'
import { SMALL_LIMITS, standIn } from '../stand-in'

/** Stands in for a worker that has secrets: runs a child that searches for a word, and prints what it found. `... with-secrets.ts yes|no DROW FOLDER...` */
const [hide, ...searched] = process.argv.slice(2)
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
