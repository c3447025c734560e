import { describe, expect, it } from 'vitest'
import { nodeCrypto as crypto } from '../../server/crypto'
import { hex } from '../crypto'
import { statementHash } from '../plan/signed-file'
import { signedBytes } from '../record/pae'
import { bureauActText, readBureauAct } from './bureau-act'
import vectors from './bureau-act-vectors.json'
import { readClaimDecision } from './claim-decision'
import decisions from './claim-decision-vectors.json'

const problem = (file: string) =>
  readBureauAct(crypto, file).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )

describe('the vectors of a bureau’s acts', () => {
  it('are read, for ever, with this key, and written back as the same bytes', async () => {
    for (const text of [vectors.reopened, vectors.recovered, vectors.confirmed]) {
      const statement = await readBureauAct(crypto, text)
      expect(statement.key).toBe(vectors.key)
      expect(bureauActText(statement)).toBe(text)
    }
    const { body } = await readBureauAct(crypto, vectors.reopened)
    expect(hex(signedBytes('xueji/bureau-act/1', body)).startsWith(vectors.bytesHead)).toBe(true)
  })

  it('name the decision that is taken back by the hash of its body', async () => {
    const { body } = await readBureauAct(crypto, vectors.reopened)
    expect(body.decided.takesBack).toBe(statementHash(crypto, await readClaimDecision(crypto, decisions.agreed)))
    expect(body.decided.takesBack).toBe(vectors.takesBack)
  })

  it('with a character changed, written in another way, or of another kind are refused', async () => {
    expect(await problem(vectors.recovered.replace('"amount":50000', '"amount":5000'))).toBe('signature')
    expect(await problem(vectors.recovered.replaceAll(vectors.key, '0'.repeat(64)))).toBe('key')
    expect(await problem(vectors.recovered.replace('{"body"', '{ "body"'))).toBe('not-canonical')
    expect(await problem(vectors.recovered.replace('"kind":"recovered"', '"kind":"forgiven"'))).toBe('schema')
    expect(await problem(decisions.agreed)).toBe('schema')
  })
})
