import { HubError } from '../errors/hub-error'

/** How a git-LFS pointer begins (github.com/git-lfs/git-lfs/blob/main/docs/spec.md). */
const SPEC = Buffer.from('version https://git-lfs.github.com/spec/')
/** The specification's own limit. */
export const MAX_POINTER_BYTES = 1_024

/** Whether the beginning of a file is that of a git-LFS pointer. */
export function isPointer(bytes: Uint8Array): boolean {
  return SPEC.equals(bytes.subarray(0, SPEC.length))
}

/** The error for a git-LFS pointer in place of the file itself. */
export function pointerError(repo: string, file: string): HubError {
  return new HubError(
    'lfs-pointers',
    `${file} of ${repo} is a git-LFS pointer: a few lines of text that stand for the file. The repo was cloned without git-LFS. Run "git lfs pull" in the clone, or download it again with "hf download".`,
  )
}
