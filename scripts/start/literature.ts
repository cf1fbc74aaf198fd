/** Imports the published claims; what is there already is left as it is. */
export async function importLiterature(): Promise<string> {
  // Not above: these load the database client, which is generated after this file is loaded.
  const { importLiterature: importAll } = await import('@/lib/literature/import')
  const { closeDb } = await import('@/lib/db')
  const { sources, claims, effects, withdrawn } = await importAll()
  await closeDb() // this process needs the database no more
  if (sources + claims + effects + withdrawn === 0) return 'up to date'
  return `${claims} claims, ${effects} published effects and ${sources} sources imported, ${withdrawn} withdrawn`
}
