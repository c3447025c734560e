import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it, vi } from 'vitest'
import acts from '../../shared/claim/bureau-act-vectors.json'
import decisions from '../../shared/claim/claim-decision-vectors.json'
import { main } from './verify'

const folder = mkdtempSync(join(tmpdir(), 'xueji-statement-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** What `xueji verify` prints of a file, and with what it ends. */
async function verify(text: string, ...args: string[]): Promise<{ code: number; said: string }> {
  const path = join(folder, 'file.json')
  writeFileSync(path, text)
  const said: string[] = []
  const out = vi.spyOn(process.stdout, 'write').mockImplementation((line) => said.push(String(line)) > 0)
  const wrong = vi.spyOn(console, 'error').mockImplementation((line) => void said.push(String(line)))
  try {
    return { code: await main([path, ...args]), said: said.join('') }
  } finally {
    out.mockRestore()
    wrong.mockRestore()
  }
}

it('says of a file that a bureau signed what it is, by which key, and that the signature holds', async () => {
  const reopened = await verify(acts.reopened)
  expect(reopened.code).toBe(0)
  for (const line of ['重新审核（受理〔2026〕1号）', `密钥指纹：${acts.key}`, '签名：有效'])
    expect(reopened.said).toContain(line)
  const agreed = await verify(decisions.agreed)
  expect(agreed.said).toContain('审核同意')
  expect(agreed.said, 'what a reopening names').toContain(`内容摘要：${acts.takesBack}`)
})

it('does not hold a file for good that was changed, is something else, or is signed by another key than the one given', async () => {
  const changed = await verify(acts.recovered.replace('"amount":50000', '"amount":5000'))
  expect(changed).toMatchObject({ code: 1, said: expect.stringContaining('可能被改动过') })
  expect(await verify('{}')).toMatchObject({ code: 1, said: expect.stringContaining('不是人社局签名的') })
  expect((await verify(acts.recovered, '--key', acts.key)).code).toBe(0)
  expect(await verify(acts.recovered, '--key', decisions.key)).toMatchObject({
    ...{ code: 1, said: expect.stringContaining('与给出的不一致') },
  })
})
