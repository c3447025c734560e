import { verdictWords } from '../../../shared/api/bureau'
import { intakeWords } from '../../../shared/api/bureau-intake'
import { utf8 } from '../../../shared/crypto'
import { reportText } from '../../../shared/package/report'
import type { MadeFile } from '../../jobs'
import type { Result } from './receive'

/** What became of a file, and its 核验报告, as text. */
export function reportFile(name: string, { outcome, problem, judged }: Result): MadeFile {
  const lines = [`文件：${name}`, `收件结果：${intakeWords[outcome]}`, ...(problem === '' ? [] : [`说明：${problem}`])]
  if (judged) {
    lines.push(`本局结论：${verdictWords[judged.verdict]}`)
    for (const { title, problems } of judged.report.doubts) lines.push(...problems.map((one) => `${title}：${one}`))
    lines.push('', reportText(judged.report))
  }
  return { name: '核验报告.txt', type: 'text/plain; charset=utf-8', file: utf8(`${lines.join('\n')}\n`) }
}
