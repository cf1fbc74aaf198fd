import { importLiterature } from '@/lib/literature/import'

const SOURCES = {
  a: { citation: 'A paper', url: 'https://example.org/a' },
  b: { citation: 'Another one', url: 'https://example.org/b' },
}
const CLAIM = {
  repo: 'org/name',
  model: 'Name',
  layer: 1,
  tensor: 'model.layers.1.mlp.down_proj.weight',
  row: 2,
  col: 3,
  contradicted_by: [],
}

/** Imports a literature of one claim, SW-000001 of org/name, that these sources make: with others than before its records get a next version. */
export async function importOneClaim(...sources: ('a' | 'b')[]): Promise<void> {
  await importLiterature({ readme: '', sources: SOURCES, claims: [{ ...CLAIM, sources }] })
}
