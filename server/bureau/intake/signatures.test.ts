import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Signer } from '../../../shared/crypto'
import { cosign } from '../../../shared/log/cosignature'
import type { Bag } from '../../../shared/package/bag'
import { files } from '../../../shared/package/layout'
import { readZip } from '../../claim/read-zip'
import { resigned } from '../../claim/school.fixture'
import { makeKey, nodeCrypto, signer } from '../../crypto'
import { makeSm2Key, sm2Signer } from '../../sm2/sm2'
import { openIntake } from './intake.fixture'

const WITNESS = '绥化市人社局备查'
const SM2 = '国密（SM2）第二签名与内容相符'
const SEEN = '备查和时间戳与封存日志相符'

let at: Awaited<ReturnType<typeof openIntake>>
let bag: Bag
let second: Signer
/** What the log had sealed when the witness saw it. */
let sealed: string
beforeAll(async () => {
  const key = signer(await makeKey('Ed25519'))
  at = await openIntake({ witnesses: [{ name: WITNESS, spki: key.publicKey }] })
  const { keys, ledger } = at.school.deps
  second = await keys.makeSm2(at.school.organisation)
  await ledger.sequencer.sequence()
  sealed = await ledger.checkpoint()
  await ledger.cosigned(sealed + (await cosign(nodeCrypto, sealed, WITNESS, key, at.school.clock.ms)))
  bag = (await readZip(readFileSync(await at.packed()))).files
})
afterAll(() => at.close())

type Took = Awaited<ReturnType<typeof at.take>>
/** Every check with a problem, under its property. */
const wrong = ({ report }: Took) =>
  (report?.checks ?? [])
    .filter(({ problems }) => problems.length > 0)
    .map(({ property, title, problems }) => ({ property, title, problems }))
const notes = ({ report }: Took) => report?.notes.join('\n') ?? ''
const titles = ({ report }: Took) =>
  (report?.checks ?? []).filter((one) => one.property === '真实性').map((one) => one.title)

/** The package with another checkpoint as the only one that somebody saw, all signed anew by the firm’s own keys. */
async function withNote(change: (note: string) => string): Promise<Bag> {
  const text = new TextDecoder().decode(bag.get(files.checkpoint))
  const made = await resigned(bag, { [files.checkpoint]: change(text), [files.witnessed]: undefined }, at.signer)
  return made.set(files.sm2, await second.sign(made.get(files.tagManifest) ?? new Uint8Array()))
}

describe('a package with an SM2 signature beside the first, and a witness’s under its log', () => {
  it('is said to have both, each under 真实性', async () => {
    const took = await at.take(await at.zipOf(bag))
    expect(wrong(took)).toEqual([])
    expect(titles(took)).toEqual(expect.arrayContaining([SM2, SEEN]))
    expect(notes(took)).toContain('另有国密（SM2）签名，公钥指纹')
    expect(notes(took)).toMatch(new RegExp(`时间另由备查方 ${WITNESS} 于 .* 见证：包内回执在此之前都已封存`))
    expect(notes(took)).not.toContain('时间仅由该单位服务器证明')
  })

  it('is 不一致 where somebody else made the SM2 signature, and for nothing else', async () => {
    const stranger = sm2Signer(makeSm2Key())
    const forged = new Map(bag).set(files.sm2, await stranger.sign(bag.get(files.tagManifest) ?? new Uint8Array()))
    const took = await at.take(await at.zipOf(forged))
    expect(took.verdict).toBe('disagrees')
    expect(wrong(took)).toEqual([{ property: '真实性', title: SM2, problems: [`${files.sm2}：签名与内容不符`] }])
  })

  it('is 不一致 where the witness’s signature was changed, though the firm signed the whole anew', async () => {
    const line = new RegExp(`(— ${WITNESS} )(\\S+)`)
    const flipped = (_: string, head: string, base64: string) => {
      const bytes = Buffer.from(base64, 'base64')
      bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
      return head + bytes.toString('base64')
    }
    const took = await at.take(await at.zipOf(await withNote((note) => note.replace(line, flipped))))
    expect(took.verdict).toBe('disagrees')
    expect(wrong(took)).toEqual([
      {
        property: '真实性',
        title: SEEN,
        problems: [expect.stringMatching(`备查方 ${WITNESS} 对 \\d+ 条封存点的签名不符`)],
      },
    ])
    expect(notes(took)).not.toContain(`时间另由备查方 ${WITNESS}`)
  })

  it('gains nothing by a signature under the witness’s name that another key made', async () => {
    const stranger = signer(await makeKey('Ed25519'))
    const line = await cosign(nodeCrypto, sealed, WITNESS, stranger, at.school.clock.ms)
    const took = await at.take(
      await at.zipOf(await withNote((note) => note.replace(new RegExp(`— ${WITNESS} \\S+\n`), line))),
    )
    expect(notes(took)).toContain('没有您信任的备查方签名：时间仅由该单位服务器证明')
    expect(notes(took)).not.toContain(`时间另由备查方 ${WITNESS}`)
  })
})
