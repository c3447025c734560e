import { describe, expect, it } from 'vitest'
import { nodeCrypto as crypto } from '../../server/crypto'
import { claimDecisionText, readClaimDecision } from './claim-decision'
import vectors from './claim-decision-vectors.json'

const problem = (file: string) =>
  readClaimDecision(crypto, file).then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )

describe('the vectors of a decision on a claim', () => {
  it('are read, for ever, with this key, and written back as the same bytes', async () => {
    for (const text of [vectors.agreed, vectors.returned]) {
      const statement = await readClaimDecision(crypto, text)
      expect(statement.key).toBe(vectors.key)
      expect(claimDecisionText(statement)).toBe(text)
    }
    const { body } = await readClaimDecision(crypto, vectors.agreed)
    expect(body.people.map(({ agreed }) => agreed)).toEqual([100_000, 50_000])
  })

  it('with a character changed, written in another way, or of another kind are refused', async () => {
    expect(await problem(vectors.agreed.replace('"agreed":150000', '"agreed":200000'))).toBe('signature')
    expect(await problem(vectors.agreed.replaceAll(vectors.key, '0'.repeat(64)))).toBe('key')
    expect(await problem(vectors.agreed.replace('{"body"', '{ "body"'))).toBe('not-canonical')
    expect(await problem(vectors.agreed.replace('claim-decision', 'decision'))).toBe('schema')
  })
})
