import {
  type BankQuestion,
  JUDGE_OPTIONS,
  MAX_OPTIONS,
  MAX_QUESTIONS,
  optionLetter,
  type QuestionKind,
} from '../../shared/exam/bank'
import { plain } from '../../shared/people/text'
import { workbook } from '../claim/workbook'
import { type OpenSheet, openSheet, type SheetColumn, type SheetRow } from './sheet'

const letters = Array.from({ length: MAX_OPTIONS }, (_, option) => optionLetter(option))
type BankField = 'kind' | 'text' | 'answer' | `option${string}`

const columns: readonly SheetColumn<BankField>[] = [
  { field: 'kind', title: '题型', aliases: ['试题类型', '题目类型', '类型'] },
  { field: 'text', title: '题目', aliases: ['题干', '试题', '试题内容', '问题', '题目内容'] },
  ...letters.map(
    (letter): SheetColumn<BankField> => ({
      ...{ field: `option${letter}`, title: `选项${letter}`, aliases: [letter, `${letter}选项`] },
    }),
  ),
  { field: 'answer', title: '答案', aliases: ['正确答案', '标准答案', '参考答案'] },
]

const kinds: Readonly<Record<string, QuestionKind>> = {
  ...{ 单选: 'single', 单选题: 'single', 单项选择: 'single', 单项选择题: 'single', 选择题: 'single' },
  ...{ 多选: 'multiple', 多选题: 'multiple', 多项选择: 'multiple', 多项选择题: 'multiple', 不定项选择题: 'multiple' },
  ...{ 判断: 'judge', 判断题: 'judge', 是非题: 'judge' },
}
const yes = new Set(['对', '正确', '是', '√', '✓', 'A', 'T', 'TRUE', 'Y', '1'])
const no = new Set(['错', '错误', '否', '×', '✗', 'X', 'B', 'F', 'FALSE', 'N', '0'])

/** Throws `file-refused`. */
export const openBank = (bytes: Uint8Array): Promise<OpenSheet<BankField>> =>
  openSheet(bytes, columns, ['kind', 'text', 'answer'])

/** The questions of a file, the same one once; what is wrong is added to the errors of the sheet. */
export function readBank({ rows, errors, notes }: OpenSheet<BankField>): BankQuestion[] {
  const questions = new Map<string, BankQuestion>()
  const twice: number[] = []
  for (const row of rows) {
    if (row.text('text').startsWith('示例')) continue
    const question = questionOf(row)
    if (!question) continue
    const key = plain([question.kind, question.text, ...question.options].join('\n'))
    if (questions.has(key)) twice.push(row.row)
    else questions.set(key, question)
  }
  if (twice.length > 0) notes.push(`与前面完全相同、没有再读的题：第 ${twice.join('、')} 行`)
  if (questions.size > MAX_QUESTIONS)
    errors.push({ message: `题库有 ${questions.size} 道题，一次最多 ${MAX_QUESTIONS} 道，请分成几个题库` })
  if (questions.size === 0 && errors.length === 0) errors.push({ message: '表里没有题目，请填好再上传' })
  return [...questions.values()]
}

function questionOf(row: SheetRow<BankField>): BankQuestion | undefined {
  const kind = kinds[plain(row.text('kind'))]
  const text = row.text('text')
  if (kind === undefined) return wrong(row, 'kind', '题型请填“单选题”“多选题”或“判断题”')
  if (text === '' || text.length > 1000) return wrong(row, 'text', '题目没有填，或超过 1000 字')
  if (kind === 'judge') return judged(row, text)
  const options = letters.map((letter) => row.text(`option${letter}`))
  const filled = options.findLastIndex((option) => option !== '') + 1
  const gap = options.slice(0, filled).indexOf('')
  if (gap >= 0) return wrong(row, `option${letters[gap]}`, `选项 ${letters[gap]} 空着，后面却还有选项，请往前移`)
  if (filled < 2) return wrong(row, 'optionB', '选择题至少要有 A、B 两个选项')
  const long = options.findIndex((option) => option.length > 500)
  if (long >= 0) return wrong(row, `option${letters[long]}`, '选项超过 500 字，请精简')
  const answer = [...row.text('answer').normalize('NFKC').toUpperCase()].filter((sign) => /[^\s,、;]/.test(sign))
  const right = [...new Set(answer.map((letter) => letters.indexOf(letter)))].sort((a, b) => a - b)
  if (right.length === 0 || right.some((option) => option < 0 || option >= filled))
    return wrong(row, 'answer', `答案请填选项的字母，如 ${kind === 'single' ? 'A' : 'ACD'}，并且在选项之内`)
  if (kind === 'single' && right.length > 1) return wrong(row, 'answer', '单选题只能有一个答案；几个都对的请改成多选题')
  return { kind, text, options: options.slice(0, filled), right }
}

function judged(row: SheetRow<BankField>, text: string): BankQuestion | undefined {
  const answer = plain(row.text('answer')).toUpperCase()
  if (!yes.has(answer) && !no.has(answer)) return wrong(row, 'answer', '判断题的答案请填“对”或“错”')
  return { kind: 'judge', text, options: [...JUDGE_OPTIONS], right: [yes.has(answer) ? 0 : 1] }
}

function wrong(row: SheetRow<BankField>, field: BankField, message: string): undefined {
  row.wrong(field, message)
}

/** 题库 to fill in, with an example of each kind that an import leaves out. */
export function bankTemplate(): Promise<Uint8Array> {
  const shown = columns.filter(({ field }) => !field.startsWith('option') || field <= 'optionF')
  const row = (kind: string, text: string, options: readonly string[], answer: string) => [
    ...[kind, `示例（请删去本行）：${text}`],
    ...Array.from({ length: shown.length - 3 }, (_, i) => options[i] ?? ''),
    answer,
  ]
  return workbook([
    {
      name: '题库',
      heading: [
        '题库',
        '题型填“单选题”“多选题”“判断题”。多选题的答案填几个字母，如 ACD；判断题的答案填“对”或“错”，不用填选项。不要合并单元格。',
      ],
      columns: shown.map(({ field, title }) => ({
        ...{ title, text: true },
        width: field === 'text' ? 50 : field === 'kind' || field === 'answer' ? 10 : 20,
      })),
      rows: [
        row('单选题', '为老年人翻身，一般多久一次', ['1 小时', '2 小时', '5 小时', '8 小时'], 'B'),
        row('多选题', '以下哪些是洗手的时机', ['接触老人前', '接触老人后', '处理污物后'], 'ABC'),
        row('判断题', '喂食时老人应平躺', [], '错'),
      ],
    },
  ])
}
