import { printVersion, type RecordKind } from '@/lib/ids'

/** The ETag of a version of a record, `"SW-000007.3"`: strong, since a version is never written again. */
export function etagOfVersion(
  kind: RecordKind,
  { id, version }: { readonly id: number; readonly version: number },
): string {
  return `"${printVersion(kind, id, version)}"`
}
