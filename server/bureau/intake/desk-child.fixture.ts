import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { eq } from 'drizzle-orm'
import { classFolder, files } from '../../../shared/package/layout'
import { archived } from '../../claim/hostile/world.fixture'
import { readZip } from '../../claim/read-zip'
import { resigned } from '../../claim/school.fixture'
import { isCompared } from '../compare'
import { readInterview } from '../review/interview'
import { DeskRounds } from '../rounds'
import { openIntake } from './intake.fixture'

/** A bureau's whole desk in a process of its own, whose heap is bounded from outside: what it made of packages whose facts would fill it. */
const MB = 1 << 20
const at = await openIntake()
const { deps } = at.school
const auditor = await at.bureau.member('auditor')
const honest = await at.packed()
const { files: bag } = await readZip(readFileSync(honest))

/** Signed by the 单位, with facts of so many MB that are nothing but empty objects. */
async function filled(megabytes: number): Promise<string> {
  const facts = Buffer.alloc(megabytes * MB, '{},')
  facts.write('[', 0)
  facts.write(']', facts.length - 1)
  const path = `data/${classFolder(at.opened.id)}/${files.facts.slice('data/'.length)}`
  return at.written(`${megabytes}.zip`, archived(await resigned(bag, { [path]: facts }, at.signer)))
}

const came: [string, string][] = []
for (const megabytes of [8, 45, 120]) {
  const { outcome, problem } = await at.take(await filled(megabytes))
  came.push([outcome, problem])
}

// As one that was taken in before there was a bound: what is kept is read again, at a start and when somebody is questioned.
const { claim, sha256 = '' } = await at.take(honest)
const kept = deps.packages.path(sha256)
chmodSync(kept, 0o600)
writeFileSync(kept, readFileSync(await filled(120)))
const { t, read, tx } = deps.store
const id = claim?.id ?? ''
await tx((q) => q.update(t.bureauReading).set({ version: 0 }).where(eq(t.bureauReading.claim, id)))
await new DeskRounds(deps).look()
const compared = await isCompared(read, deps.store, { id })
const [person] = await read.select().from(t.bureauPerson).where(eq(t.bureauPerson.claim, id))
const { without = '' } = await readInterview(deps, auditor, person?.id ?? '')
await at.close()
process.stdout.write(JSON.stringify({ came, compared, without }), () => process.exit(0))
