/** Imports the published claims; existing ones are unchanged. */
export async function importLiterature(): Promise<string> {
  // Imported here: these load the database client, which is generated after this file is loaded.
  const { importLiterature: importAll } = await import('@/lib/literature/import')
  const { closeDb } = await import('@/lib/db')
  const { sources, claims, effects, withdrawn } = await importAll()
  await closeDb() // this process no longer needs the database
  if (sources + claims + effects + withdrawn === 0) return 'up to date'
  return `${claims} claims, ${effects} published effects and ${sources} sources imported, ${withdrawn} withdrawn`
}
