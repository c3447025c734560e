import * as v from 'valibot'
import { expect, it, onTestFinished } from 'vitest'
import { bureauReport } from '../../../shared/api/bureau-intake'
import { openIntake } from '../intake/intake.fixture'
import { verifiersOwn } from '../intake/judge'
import { keptPackages } from './kept'
import { verifyAgain } from './verify-again'

it('a kept package gets the verdict it got when it came, apart from what the register says beside it, and another one by another key', async () => {
  const at = await openIntake()
  onTestFinished(at.close)
  const { deps } = at.school
  const took = await at.take(await at.packed())
  // Nothing was filed: a doubt of the register's, not of the verifier's.
  expect(took.verdict).toBe('doubtful')
  const was = verifiersOwn(v.parse(bureauReport, took.report))
  const [kept] = await keptPackages(deps.store, at.bureau.organisation)
  if (!kept) throw new Error('not kept')
  const steps: string[] = []
  const now = () => verifyAgain(deps, at.bureau.organisation, kept, (step) => void steps.push(step), at.desk.firmOfKey)
  expect(await now()).toBe(was)
  expect(steps).toContain('核对完整性（文件）')
  const firm = at.register.get(at.fingerprint)
  if (!firm) throw new Error('not registered')
  at.register.set(at.fingerprint, { ...firm, until: 1 })
  expect(await now()).toBe('disagrees')
  expect(was).not.toBe('disagrees')
})
