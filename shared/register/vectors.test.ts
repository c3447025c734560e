import { describe, expect, it } from 'vitest'
import { nodeCrypto as crypto, makeKey, signer } from '../../server/crypto'
import { filingReceiptText, readFilingReceipt } from '../plan/filing-receipt'
import { keyFileText, readKeyFile } from './key-file'
import { readRotation, rotationText, signRotation } from './rotation'
import vectors from './vectors.json'

const problem = (reading: Promise<unknown>) =>
  reading.then(
    () => undefined,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  )

describe('the vectors of key file, rotation and 受理回执', () => {
  it('are read, for ever, with these keys, and written back as the same bytes', async () => {
    const keyFile = await readKeyFile(crypto, vectors.keyFile)
    const rotation = await readRotation(crypto, vectors.rotation)
    const receipt = await readFilingReceipt(crypto, vectors.receipt)
    expect([keyFile.key, rotation.oldKey, rotation.key, receipt.key]).toEqual([
      ...[vectors.oldKey, vectors.oldKey, vectors.newKey, vectors.bureauKey],
    ])
    expect([keyFileText(keyFile), rotationText(rotation), filingReceiptText(receipt)]).toEqual([
      ...[vectors.keyFile, vectors.rotation, vectors.receipt],
    ])
  })

  it('with a character changed are refused, and one kind is never taken for another', async () => {
    expect(await problem(readKeyFile(crypto, vectors.keyFile.replace('示范', '冒名')))).toBe('signature')
    expect(await problem(readRotation(crypto, vectors.rotation.replace('"from":1795', '"from":1794')))).toBe(
      'signature',
    )
    expect(await problem(readFilingReceipt(crypto, vectors.receipt.replace('12-03', '12-13')))).toBe('signature')
    expect(await problem(readKeyFile(crypto, vectors.rotation))).toBe('schema')
    expect(await problem(readRotation(crypto, vectors.keyFile))).toBe('schema')
    expect(await problem(readKeyFile(crypto, vectors.keyFile.replaceAll(vectors.oldKey, vectors.newKey)))).toBe('key')
  })
})

it('a rotation needs two keys: one that hands over to itself, or whose old key did not sign, is refused', async () => {
  const [old, next] = [signer(await makeKey('Ed25519')), signer(await makeKey('Ed25519'))]
  const { organisation } = (await readRotation(crypto, vectors.rotation)).body
  const itself = await signRotation(crypto, { old, next: old }, { organisation, from: 1 })
  expect(await problem(readRotation(crypto, rotationText(itself)))).toBe('key')
  const genuine = await signRotation(crypto, { old, next }, { organisation, from: 1 })
  const forged = { ...genuine, oldSignature: genuine.signature }
  expect(await problem(readRotation(crypto, rotationText(forged)))).toBe('signature')
  expect(await problem(readRotation(crypto, rotationText(genuine)))).toBeUndefined()
})
