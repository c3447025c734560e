import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import released from '../../extension/sites/released.json'
import { fromBase64url } from '../../shared/crypto'
import { LIMITS } from '../../shared/package/limits'
import { reportText } from '../../shared/package/report'
import { verifyPackage } from '../../shared/package/verify'
import { publishedBuilds } from '../../shared/study/findings/builds'
import { openZip } from '../claim/open-zip'
import { readPaper } from '../claim/read-paper'
import { nodeCrypto } from '../crypto'
import { verifySm2 } from '../sm2/sm2'
import { pageCrypto } from './crypto'
import { verified } from './verified'

const folder = fileURLToPath(new URL('../../shared/package/golden/', import.meta.url))
const names = readdirSync(folder).flatMap((name) => /^(.+)\.zip$/.exec(name)?.[1] ?? [])
const expectedOf = (name: string) => JSON.parse(readFileSync(`${folder}${name}.json`, 'utf8'))
const builtInRules = new Set<string>(Object.values(released))

async function byNode(name: string, trusted: { fingerprint: string; key?: Uint8Array }) {
  const zip = await openZip(`${folder}${name}.zip`)
  try {
    const options = { trusted, builtInRules, knownBuilds: publishedBuilds, verifySm2, readWorkbook: readPaper }
    return await verifyPackage(nodeCrypto, zip, options)
  } finally {
    zip.close()
  }
}

describe('golden packages', () => {
  it('are there for every version of package and of credit', () => {
    expect(names.sort()).toEqual(['claim-2-credit-1-and-2', 'class-1-credit-1', 'class-1-credit-2'])
  })

  it.each(names)('%s is accepted with the same figures as on the day it was made, for ever', async (name) => {
    const { fingerprint, key, ...expected } = expectedOf(name)
    const report = await byNode(name, { fingerprint, key: fromBase64url(key) })
    expect(report.checks.flatMap(({ problems }) => problems)).toEqual([])
    expect(JSON.parse(JSON.stringify(report))).toMatchObject(expected)
  })

  it.each(names)('%s gets the same report, word for word, from the page that is opened from disk', async (name) => {
    const { fingerprint } = expectedOf(name)
    const file = new Blob([readFileSync(`${folder}${name}.zip`)])
    const answer = await verified(pageCrypto(), { file, key: fingerprint, witnesses: '' }, () => undefined)
    expect(answer.text).toBe(reportText(await byNode(name, { fingerprint })))
    expect(answer.verdict).not.toBe('disagrees')
  })
})

describe('the page', () => {
  const [name = ''] = names
  const file = new Blob([readFileSync(`${folder}${name}.zip`)])
  const ask = (key: string, witnesses = '') => verified(pageCrypto(), { file, key, witnesses }, () => undefined)

  it('takes a fingerprint as people write it, a public key, or none', async () => {
    const { fingerprint, key } = expectedOf(name)
    const spaced = fingerprint.toUpperCase().replaceAll(/(.{4})/g, '$1 ')
    for (const given of [spaced, key]) expect((await ask(given)).text).toContain('结论：核验通过')
    const pem = `-----BEGIN PUBLIC KEY-----\n${Buffer.from(key, 'base64url').toString('base64')}\n-----END PUBLIC KEY-----\n`
    expect((await ask(pem)).text).toContain('结论：核验通过')
    expect(await ask('')).toMatchObject({ verdict: 'doubtful', text: expect.stringContaining('签名者未经确认') })
    expect(await ask('0'.repeat(64))).toMatchObject({ verdict: 'disagrees' })
  })

  it('ends its report with what no verification can say, as the bureau’s paper does', async () => {
    const { text } = await ask('')
    expect(text.endsWith(`【本核验不能说明的】\n${LIMITS.map((limit) => `· ${limit}\n`).join('')}`)).toBe(true)
  })

  it('says what is no key, before it looks at anything', async () => {
    await expect(ask('密钥')).rejects.toThrow('不是密钥指纹或公钥')
    await expect(ask('', '备查')).rejects.toThrow('不是备查公钥')
  })
})
