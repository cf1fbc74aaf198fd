import { messageOf } from '@/lib/errors/describe'
import { parquetReadObjects } from 'hyparquet'
import { compressors } from 'hyparquet-compressors'
import { HubError } from '../errors/hub-error'

/**
 * One text column of a Parquet file, a string a row.
 * @throws HubError `bad-corpus` when the file cannot be read or a row holds no text
 */
export async function paragraphsOf(parquet: Uint8Array<ArrayBuffer>, column: string): Promise<string[]> {
  const { buffer, byteOffset, byteLength } = parquet
  const file = {
    byteLength,
    slice: (from: number, to = byteLength) => buffer.slice(byteOffset + from, byteOffset + to),
  }
  const rows = await parquetReadObjects({ file, columns: [column], compressors }).catch((error: unknown) => {
    throw new HubError('bad-corpus', `The Parquet file of the corpus cannot be read: ${messageOf(error)}`, {
      cause: error,
    })
  })
  return rows.map((row) => {
    const text: unknown = row[column]
    if (typeof text !== 'string')
      throw new HubError('bad-corpus', `A row of the corpus has no text in the column "${column}".`)
    return text
  })
}
