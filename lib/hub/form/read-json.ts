import { HubError } from '../errors/hub-error'
import { parsePythonJson, PythonJsonError } from '../config/python-json'
import type { RepoFiles } from '../files/repo-files'

/** A small JSON file, or null when it is too large or not JSON: it only helps to say what a repo is. @throws HubError for the network */
export async function readJson(repoFiles: RepoFiles, file: string, limit: number): Promise<unknown> {
  try {
    return parsePythonJson(await repoFiles.readFile(file, limit))
  } catch (error) {
    if (error instanceof PythonJsonError || (error instanceof HubError && error.code === 'too-large')) return null
    throw error
  }
}
