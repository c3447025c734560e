import { describe, expect, it } from 'vitest'
import { nodeCrypto as crypto, makeKey, signer } from '../../server/crypto'
import { base64url, hex } from '../crypto'
import { decisionBytes, decisionText, filingHash, readDecision, signDecision } from './decision'
import { filingBytes, filingText, readFiling, signFiling } from './filing'
import vectors from './vectors.json'

const problem = (reading: Promise<unknown>) =>
  reading.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )

describe('the vectors of filing and decision', () => {
  it('are read, for ever, with these keys, and written back as the same bytes', async () => {
    const filing = await readFiling(crypto, vectors.filing)
    const decision = await readDecision(crypto, vectors.decision)
    expect([filing.key, decision.key]).toEqual([vectors.filingKey, vectors.decisionKey])
    expect([filingText(filing), decisionText(decision)]).toEqual([vectors.filing, vectors.decision])
    expect(filingHash(crypto, filing.body)).toBe(vectors.filingHash)
    expect(decision.body.filing).toBe(vectors.filingHash)
    expect(hex(filingBytes(filing.body)).startsWith(vectors.filingBytesHead)).toBe(true)
    expect(hex(decisionBytes(decision.body)).startsWith(vectors.decisionBytesHead)).toBe(true)
  })

  it('with a character changed are refused, each for its reason', async () => {
    const changed = (from: string, to: string) => problem(readFiling(crypto, vectors.filing.replace(from, to)))
    expect(await changed('王晓明', '王晓月')).toBe('signature')
    expect(await changed('"v":1', '"v":2')).toBe('schema')
    expect(await changed('{"body"', '{ "body"')).toBe('not-canonical')
    expect(await problem(readFiling(crypto, 'PK\u0003\u0004'))).toBe('not-json')
    expect(await problem(readFiling(crypto, vectors.decision))).toBe('schema')
    const decided = vectors.decision.replace('"outcome":"agreed"', '"outcome":"returned"')
    expect(await problem(readDecision(crypto, decided))).toBe('signature')
    const named = vectors.decision.replace(vectors.decisionKey, vectors.filingKey)
    expect(await problem(readDecision(crypto, named))).toBe('key')
  })
})

it('a filing that names exceptions is of version 2, and no other is', async () => {
  const school = signer(await makeKey('Ed25519'))
  const { body } = await readFiling(crypto, vectors.filing)
  const exceptions = [{ column: 'answers' as const, reason: '平台没有答疑' }]
  const file = async (version: 1 | 2, named: boolean) => {
    const plan = { ...body.plan, ...(named && { exceptions }) }
    const signed = { ...body, v: version, plan, packageKey: base64url(school.publicKey) }
    return readFiling(crypto, filingText(await signFiling(crypto, school, signed)))
  }
  expect((await file(2, true)).body.plan.exceptions).toEqual(exceptions)
  expect(await problem(file(1, true))).toBe('schema')
  expect(await problem(file(2, false))).toBe('schema')
  expect((await file(1, false)).body.plan.exceptions).toBeUndefined()
})

it('what is signed here is read here; another key in its place is refused', async () => {
  const [school, bureau] = [signer(await makeKey('Ed25519')), signer(await makeKey('Ed25519'))]
  const { body } = await readFiling(crypto, vectors.filing)
  expect(await problem(readFiling(crypto, filingText(await signFiling(crypto, school, body))))).toBe('key')
  const { bureauKey: _, v: __, ...decided } = (await readDecision(crypto, vectors.decision)).body
  const signed = await signDecision(crypto, bureau, { ...decided, outcome: 'returned', remarks: '请补充师资' })
  expect(await readDecision(crypto, decisionText(signed))).toEqual(signed)
})
