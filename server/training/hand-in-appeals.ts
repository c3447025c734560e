import { eq } from 'drizzle-orm'
import * as v from 'valibot'
import { appealLine } from '../../shared/appeals'
import { handInLine } from '../../shared/record/batch'
import { parseCanonical } from '../../shared/record/canonical'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { appealByDevice } from './receive-appeal'

/** A part of a hand-in file that holds 申请复核: the envelope of a chain of this class, then a line each. Throws Refused with the line. */
export async function appealsByFile(deps: Deps, classId: string, text: string): Promise<void> {
  const { t, read } = deps.store
  const [first = '', ...rest] = text.split('\n').filter((line) => line !== '')
  const envelope = parsed(handInLine, first, 1)
  const [chain] = await read.select({ class: t.chain.class }).from(t.chain).where(eq(t.chain.digest, envelope.chain))
  if (chain?.class !== classId)
    throw new Refused('conflict', '这份复核申请不属于本班的学习记录；若记录也在这个文件里，请先看它为什么没有收下')
  for (const [i, line] of rest.entries()) {
    try {
      await appealByDevice(deps, envelope.chain, 'file', parsed(appealLine, line, i + 2))
    } catch (error) {
      throw error instanceof Refused ? new Refused(error.code, error.message, { line: i + 2 }) : error
    }
  }
}

function parsed<S extends v.GenericSchema>(schema: S, line: string, number: number): v.InferOutput<S> {
  const refused = () =>
    new Refused('file-refused', '复核申请的这一行不完整，请让学员重新保存上交文件', { line: number })
  try {
    const result = v.safeParse(schema, parseCanonical(line))
    if (result.success) return result.output
  } catch {
    throw refused()
  }
  throw refused()
}
