import { openFile } from './open-file'
import { type Reading, readPeople } from './read-people'
import { demandSize, undecided } from './report'
import { RosterRefused } from './table'

/** The people of a roster that belongs to no class yet, by its own headings alone. Throws `file-refused` and `roster-refused`. */
export async function readRoster(bytes: Uint8Array): Promise<Pick<Reading, 'people' | 'warnings'>> {
  const opened = await openFile(bytes, new Map())
  if (opened.need) undecided(opened, false)
  const reading = readPeople(opened.layout)
  demandSize(opened, reading)
  if (reading.errors.length > 0) throw new RosterRefused(reading.errors)
  return reading
}
