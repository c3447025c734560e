import { describe, expect, it } from 'vitest'
import { nodeCrypto as crypto } from '../../server/crypto'
import { deliveryText, readDelivery } from './delivery'
import { questionText, readQuestion } from './question'
import vectors from './vectors.json'

const problem = (reading: Promise<unknown>) =>
  reading.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )

describe('the vectors of 报送通知 and 查询', () => {
  it('are read, for ever, with this key, and written back as the same bytes', async () => {
    const delivery = await readDelivery(crypto, vectors.delivery)
    const question = await readQuestion(crypto, vectors.question)
    expect([delivery.key, question.key]).toEqual([vectors.key, vectors.key])
    expect([deliveryText(delivery), questionText(question)]).toEqual([vectors.delivery, vectors.question])
  })

  it('with a character changed are refused, and one kind is never taken for another', async () => {
    expect(await problem(readDelivery(crypto, vectors.delivery.replace('第一批', '第二批')))).toBe('signature')
    expect(await problem(readDelivery(crypto, vectors.delivery.replace('"bytes":1', '"bytes":2')))).toBe('signature')
    expect(await problem(readQuestion(crypto, vectors.question.replace('"after":"17949', '"after":"17948')))).toBe(
      'signature',
    )
    expect(await problem(readDelivery(crypto, vectors.question))).toBe('schema')
    expect(await problem(readQuestion(crypto, vectors.delivery))).toBe('schema')
    const renamed = vectors.question.replace('"exchange-question"', '"delivery"')
    expect(await problem(readDelivery(crypto, renamed))).toBe('schema')
    expect(await problem(readDelivery(crypto, vectors.delivery.replace(vectors.key, '0'.repeat(64))))).toBe('key')
  })

  it('that say a thing twice, or otherwise than JCS does, are refused', async () => {
    expect(await problem(readDelivery(crypto, vectors.delivery.replace('"v":1', '"v":1,"v":1')))).toBe('not-canonical')
    expect(await problem(readDelivery(crypto, vectors.delivery.replace('1048576', '1.048576e6')))).toBe('not-canonical')
    expect(await problem(readQuestion(crypto, vectors.question.replace('"body":', '"body": ')))).toBe('not-canonical')
    expect(await problem(readQuestion(crypto, `${vectors.question}${vectors.question}`))).toBe('not-canonical')
  })
})
