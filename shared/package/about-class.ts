import * as v from 'valibot'
import { facts as allFacts } from '../study/facts'
import { type Policy, policy as policySchema } from '../study/policy'
import { type PackageFiles, textIn } from './bag'
import type { PackedFacts } from './facts-of-seat'
import { type ClassFile, classFile, files, type PlanFile, planFile, type StudyFile, studyFile } from './layout'
import { parseFile } from './parse'
import type { Checks } from './report'

/** What a class's folder says besides its records. */
export interface AboutClass {
  class: ClassFile
  plan: PlanFile
  policy: Policy
  facts: PackedFacts
  study: StudyFile
}

/** Receipts stand in their own signed files and are joined in on reading. */
const factsFile = v.omit(allFacts, ['receipts'])

/** Reads it, or says what can't be read. */
export async function readAbout(from: PackageFiles): Promise<{ problems: string[]; about: AboutClass | undefined }> {
  const problems: string[] = []
  const read = async <S extends v.GenericSchema>(path: string, schema: S): Promise<v.InferOutput<S> | undefined> => {
    const parsed = parseFile(schema, await textIn(from, path))
    if ('value' in parsed) return parsed.value
    problems.push(`${path} ${parsed.problem}`)
    return undefined
  }
  const own = await read(files.class, classFile)
  const policy = await read(files.policy, policySchema)
  const facts = await read(files.facts, factsFile)
  const study = await read(files.study, studyFile)
  const plan = await read(files.plan, planFile)
  if (own && facts && facts.class !== own.class.id) problems.push(`${files.facts} 不属于这个培训班`)
  if (own && facts && (facts.period.from !== own.class.period.from || facts.period.to !== own.class.period.to))
    problems.push(`${files.facts} 的培训期与 ${files.class} 的不同`)
  const about = own && plan && policy && facts && study ? { class: own, plan, policy, facts, study } : undefined
  return { problems, about }
}

/** What a reviewer should know of it. */
export function noteAbout({ policy, facts }: AboutClass, checks: Checks): void {
  if (policy.status === 'to-be-confirmed') checks.note(`认定规则“${policy.title}”待人社局确认（${policy.source}）`)
  if (facts.elsewhere.length > 0)
    checks.note(`有 ${facts.elsewhere.length} 段时间按“同一时间已在其他班计入”扣除，另一班的记录不在本包内`)
}
