import { randomUUID } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { LIMITS } from '../../../shared/package/limits'
import { readZip } from '../../claim/read-zip'
import { missing, run, skipped } from '../../claim/school.fixture'
import { openIntake } from './intake.fixture'
import { receive } from './receive'
import { reportPaper } from './report-paper'

const lacking = missing('pdftotext')
let at: Awaited<ReturnType<typeof openIntake>>
beforeAll(async () => {
  at = await openIntake()
})
afterAll(() => at.close())

/** Takes a file in: its report as text, and the paper's words without breaks. */
async function papers(path: string): Promise<{ text: string; paper: string; name: string }> {
  const { deps } = at.school
  const id = randomUUID()
  const arrived = { id, path, name: basename(path), source: 'upload', bytes: statSync(path).size } as const
  const made = await receive(deps, at.clerk, arrived, () => undefined, at.desk)
  const { file, name } = await reportPaper(deps, at.clerk, id)
  writeFileSync(join(at.folder, 'report.pdf'), file)
  const { stdout } = run('pdftotext', ['-raw', 'report.pdf', '-'], at.folder)
  return { text: 'file' in made ? Buffer.from(made.file).toString() : '', paper: stdout.replaceAll(/\s/g, ''), name }
}

describe.skipIf(lacking.length > 0)(`the 核验报告 on paper${skipped(lacking)}`, () => {
  it('says of a claim whose it is, the verdict, all four properties, what was reckoned again and what it cannot say', async () => {
    const { paper, name } = await papers(await at.packed())
    expect(name).toMatch(/^核验报告-.*\.pdf$/)
    for (const words of [
      ...['申报资料包核验报告', '单位示范学校', '核验结论有疑点', `签名密钥${at.fingerprint}`],
      ...['真实性', '完整性', '可用性', '安全性', '申请逐人复算：2人次', '核验人（签字）', LIMITS[0] ?? ''],
    ])
      expect(paper).toContain(words.replaceAll(/\s/g, ''))
    expect(paper).not.toContain('不一致（')
  })

  it('says of a class who studied how long', async () => {
    const { paper } = await papers(await at.stage())
    expect(paper).toContain('收件')
    expect(paper).toMatch(/核验结论(一致|有疑点)/)
    expect(paper).toContain('有效时长逐人复算')
    expect(paper).toMatch(/001.*00:10:00|001.*10分/)
  })

  it('names every problem of a check, however many, as the report as text does', async () => {
    const { files: bag } = await readZip(readFileSync(await at.packed({ id: 'many-problems' })))
    const stray = Array.from({ length: 120 }, (_, i) => `data/stray-${i}-.txt`)
    const path = await at.zipOf(new Map([...bag, ...stray.map((name) => [name, new Uint8Array([120])] as const)]))
    const { text, paper } = await papers(path)
    expect(paper).toContain('核验结论不一致')
    for (const one of stray) {
      expect(text).toContain(`${one} 不在 manifest`)
      expect(paper).toContain(`${one}不在manifest`)
    }
  })
})
