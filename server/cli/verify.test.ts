import { createPublicKey } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { base64url } from '../../shared/crypto'
import { LIMITS } from '../../shared/package/limits'
import { people, run, School } from '../claim/school.fixture'

const cli = fileURLToPath(new URL('xueji.mjs', import.meta.url))

describe('xueji verify', () => {
  let school: School
  let zip: Uint8Array
  let fingerprint: string
  const xueji = (...args: string[]) => run(process.execPath, [cli, ...args], school.folder)

  beforeAll(async () => {
    school = await School.open()
    const { id, codes } = await school.openClass(people('王晓明', '李𠮷'))
    await school.hour(await school.join(id, codes[0] ?? ''))
    ;({ zip } = await school.package(id))
    writeFileSync(join(school.folder, 'p.zip'), zip)
    ;({ fingerprint } = await school.trusted())
  })
  afterAll(() => school.close())

  it('exits 0 with the right fingerprint or key file, and writes the report', async () => {
    const good = xueji('verify', 'p.zip', '--key', fingerprint, '--out', 'report.txt')
    expect(good).toMatchObject({ status: 0, stderr: '' })
    for (const line of [
      '结论：核验通过',
      '【真实性】',
      '【完整性】',
      '【可用性】',
      '【安全性】',
      '有效时长 10分',
      '（600 秒）',
    ])
      expect(good.stdout).toContain(line)
    expect(good.stdout).not.toContain('✗')
    expect(good.stdout.endsWith(`【本核验不能说明的】\n${LIMITS.map((limit) => `· ${limit}\n`).join('')}`)).toBe(true)
    expect(readFileSync(join(school.folder, 'report.txt'), 'utf8')).toBe(good.stdout)
    const { publicKey } = await school.deps.keys.package(school.organisation)
    const pem = createPublicKey({ key: Buffer.from(publicKey), format: 'der', type: 'spki' })
    for (const key of [base64url(publicKey), publicKey, pem.export({ format: 'pem', type: 'spki' })]) {
      writeFileSync(join(school.folder, 'key'), key)
      expect(xueji('verify', 'p.zip', '--key', 'key').status).toBe(0)
    }
  })

  it('without a trusted key checks the rest, says 签名者未经确认 and exits 1', () => {
    const unconfirmed = xueji('verify', 'p.zip')
    expect(unconfirmed.status).toBe(1)
    expect(unconfirmed.stdout).toContain('结论：签名者未经确认')
    expect(unconfirmed.stdout).toContain('（600 秒）')
    expect(unconfirmed.stdout).not.toContain('✗')
  })

  it('exits 1 and says why: another key, a cut file, no file, no package, no command', () => {
    const refused = (why: string, ...args: string[]) => {
      const { status, stdout, stderr } = xueji(...args)
      expect(status, why).toBe(1)
      expect(stdout + stderr).toContain(why)
    }
    writeFileSync(join(school.folder, 'short.zip'), zip.slice(0, -100))
    writeFileSync(join(school.folder, 'text.zip'), 'hello')
    refused('包内没有这个指纹的密钥', 'verify', 'p.zip', '--key', '0'.repeat(64))
    refused('核验不通过', 'verify', 'short.zip', '--key', fingerprint)
    refused('不是完整的 ZIP 文件', 'verify', 'text.zip')
    refused('找不到文件', 'verify', 'nowhere.zip')
    refused('不是公钥', 'verify', 'p.zip', '--key', 'short.zip')
    refused('--witness 不是备查公钥', 'verify', 'p.zip', '--witness', '绥化市人社局')
    refused('不是证书文件', 'verify', 'p.zip', '--tsa', 'text.zip')
    refused('用法', 'verify')
    refused('用法')
  })
})
