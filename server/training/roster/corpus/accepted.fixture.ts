import type { RosterChoices } from '../../../../shared/api/roster'
import { rosterTemplate } from '../template'
import {
  book,
  bytesOf,
  formula,
  many,
  merge,
  numbered,
  one,
  rawSheet,
  sheet,
  sheetXml,
  thousand,
  two,
  utf8,
  utf16,
  withX,
} from './files.fixture'

/** A roster that is read, however strange it looks. */
export interface StrangeRoster {
  what: string
  file: () => Promise<Uint8Array> | Uint8Array
  choices?: RosterChoices
  people: number
  /** Cell, and what is said there. None where absent. */
  warnings?: [cell: string, says: string][]
  /** What is said of the file. */
  notes?: string[]
}

const head = ['姓名', '身份证号']
const both = [
  ['王晓明', one],
  ['李芳', two],
]
const csv = `姓名,身份证号\r\n王晓明,${one}\r\n李芳,${two}\r\n`
const withThird = (third: string, ...values: (string | number | Date | null)[]) =>
  sheet([[...head, third], ...values.map((value, i) => [...(both[i] ?? []), value])])
const inText = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`

export const strangeRosters: readonly StrangeRoster[] = [
  { what: 'two columns and nothing else', file: () => sheet([head, ...both]), people: 2 },
  {
    what: 'titles above the headings, the class and the year',
    file: () =>
      sheet([['绥化市培训人员名册'], ['单位：某某学校', '', '2026 年'], [], ['序号', ...head], [1, '王晓明', one]], {
        merges: [merge(0, 0, 0, 2)],
      }),
    people: 1,
    notes: ['表头在第 4 行'],
  },
  {
    what: 'our own template, filled in below its example',
    file: async () => {
      const { readXlsx, writeXlsx } = await import('hucre')
      const { sheets } = await readXlsx(await rosterTemplate({ kind: 'enterprise', type: '' }))
      const rows = sheets[0]?.rows ?? []
      return writeXlsx({
        sheets: [
          { name: '学员名册', rows: [...rows, ['1', '王晓明', '居民身份证', one, '男', '汉族']] },
          ...sheets.slice(1).map(({ name, rows }) => ({ name, rows })),
        ],
      })
    },
    people: 1,
    notes: ['没有导入的示例行：第 3 行', '没有读的工作表：“填写说明”'],
  },
  {
    what: '金保 codes for headings',
    file: () =>
      sheet([
        ['aac003', 'aac002', 'aac004'],
        ['王晓明', one, '1'],
      ]),
    people: 1,
  },
  { what: 'codes above the words', file: () => sheet([['AAC003', 'AAC002'], head, ...both]), people: 2 },
  {
    what: 'headings over two rows, in groups',
    file: () =>
      sheet(
        [
          ['序号', '基本情况', '', '联系方式', ''],
          ['', '姓名', '身份证号码', '手机', '住址'],
          [1, '王晓明', one, '13800000000', '绥化市'],
        ],
        { merges: [merge(0, 0, 1, 0), merge(0, 1, 0, 2), merge(0, 3, 0, 4)] },
      ),
    people: 1,
  },
  {
    what: 'headings merged downwards beside those that are divided',
    file: () =>
      sheet(
        [
          ['姓名', '身份证号', '成绩', ''],
          ['', '', '理论', '实操'],
          ['王晓明', one, 90, 80],
        ],
        { merges: [merge(0, 0, 1, 0), merge(0, 1, 1, 1), merge(0, 2, 0, 3)] },
      ),
    people: 1,
    notes: ['没有读的列：“理论”、“实操”'],
  },
  {
    what: 'headings with spaces, a star, a line break and a hint',
    file: () =>
      sheet([
        ['姓　名 *', '身份证号码\n（必填）', '性 别：'],
        ['王晓明', one, '男'],
      ]),
    people: 1,
  },
  {
    what: 'full-width digits',
    file: () => sheet([head, ['王晓明', one.replace(/\d/g, (digit) => String.fromCodePoint(0xff10 + Number(digit)))]]),
    people: 1,
  },
  { what: 'a small x', file: () => sheet([head, ['王晓明', withX.toLowerCase()]]), people: 1 },
  {
    what: 'a full-width x, and spaces between the parts',
    file: () => sheet([head, ['王晓明', `${withX.slice(0, 6)} ${withX.slice(6, 14)} ${withX.slice(14, 17)}Ｘ`]]),
    people: 1,
  },
  {
    what: 'invisible signs that come from web pages',
    file: () => sheet([head, ['王\u200b晓明', `\u202d${one}\ufeff`]]),
    people: 1,
  },
  { what: 'apostrophes against Excel', file: () => sheet([head, ['王晓明', `'${one}`]]), people: 1 },
  {
    what: 'names with a space in the middle',
    file: () => sheet([head, ['李　芳', two], ['买买提•吐尔逊', one]]),
    people: 2,
  },
  {
    what: 'empty rows in the middle',
    file: () => sheet([head, both[0] ?? [], [], ['', null], both[1] ?? []]),
    people: 2,
    notes: ['没有导入的空行：第 3、4 行'],
  },
  {
    what: 'numbers given in advance to nobody',
    file: () =>
      sheet([
        ['序号', ...head],
        [1, '王晓明', one],
        [2, '', ''],
        [3, null, null],
      ]),
    people: 1,
    notes: ['没有导入的空行：第 3、4 行'],
  },
  {
    what: 'a sum and signatures below the people',
    file: () =>
      sheet([
        ['序号', ...head],
        [1, '王晓明', one],
        ['合计', '1 人', ''],
        ['制表人：张三', '', '审核人：李四'],
        ['', '（单位盖章）', ''],
      ]),
    people: 1,
    notes: ['没有导入的合计、制表人、说明等行：第 3、4、5 行'],
  },
  { what: 'somebody who is called 合计 in no way: 何计', file: () => sheet([head, ['何计', one]]), people: 1 },
  {
    what: 'headings again on the second page',
    file: () => sheet([head, both[0] ?? [], head, both[1] ?? []]),
    people: 2,
    notes: ['重复的表头行：第 3 行'],
  },
  {
    what: 'headings of groups across the table',
    file: () =>
      sheet(
        [
          ['序号', ...head],
          ['第一组', '', ''],
          [1, '王晓明', one],
          ['第二组', '', ''],
          [2, '李芳', two],
        ],
        { merges: [merge(1, 0, 1, 2), merge(3, 0, 3, 2)] },
      ),
    people: 2,
    notes: ['分组标题行：第 2、4 行'],
  },
  {
    what: 'the roster in the second sheet, notes in the first',
    file: () =>
      book([
        { name: '说明', rows: [['请如实填写', '谢谢']] },
        { name: '人员', rows: [head, ...both] },
      ]),
    people: 2,
    notes: ['读的是工作表“人员”', '没有读的工作表：“说明”'],
  },
  {
    what: 'an empty form beside the roster',
    file: () =>
      book([
        { name: '空表', rows: [head] },
        { name: '人员', rows: [head, ...both] },
      ]),
    people: 2,
  },
  {
    what: 'the roster of last year in a hidden sheet',
    file: () =>
      book([
        { name: '去年', hidden: true, rows: [head, ['赵六', withX]] },
        { name: '今年', rows: [head, ...both] },
      ]),
    people: 2,
  },
  {
    what: 'two rosters in one file, of which one is chosen',
    file: () =>
      book([
        { name: '一班', rows: [head, both[0] ?? []] },
        { name: '二班', rows: [head, ...both] },
      ]),
    choices: { sheet: '二班' },
    people: 2,
  },
  {
    what: 'formulas with results',
    file: () =>
      sheet([head, ['王晓明', null], ['李芳', null]], {
        cells: new Map([
          ['1,1', formula(one)],
          ['2,1', formula(two)],
        ]),
      }),
    people: 2,
    warnings: [['B2', '2 个单元格是公式']],
  },
  {
    what: 'a hidden column',
    file: () => sheet([head, ...both], { columns: [{}, { hidden: true }] }),
    people: 2,
    warnings: [['B1', '这一列是隐藏的']],
  },
  {
    what: 'hidden rows that are meant',
    file: () => sheet([head, ...both], { rowDefs: new Map([[2, { hidden: true }]]) }),
    choices: { hiddenRows: 'read' },
    people: 2,
    warnings: [['A3', '已按您的选择一并读入']],
  },
  {
    what: 'hidden rows that are not meant',
    file: () => sheet([head, ...both], { rowDefs: new Map([[2, { hidden: true }]]) }),
    choices: { hiddenRows: 'skip' },
    people: 1,
    notes: ['隐藏的行（按您的选择）：第 3 行'],
  },
  {
    what: 'one employer merged over everybody',
    file: () =>
      sheet(
        [
          [...head, '用工单位'],
          ['王晓明', one, '绥化市示范职业培训学校'],
          ['李芳', two, ''],
        ],
        { merges: [merge(1, 2, 2, 2)] },
      ),
    people: 2,
    warnings: [['C2', '合并单元格：其余 1 行']],
  },
  {
    what: 'columns that nobody asked for',
    file: () =>
      sheet([
        [...head, '血型', '序号'],
        ['王晓明', one, 'A', 1],
      ]),
    people: 1,
    notes: ['没有读的列：“血型”'],
  },
  {
    what: 'headings of its own, which somebody explains',
    file: () =>
      sheet([
        ['谁', '号', '宅电'],
        ['王晓明', one, '0455-8221234'],
      ]),
    choices: {
      headerRow: 1,
      columns: [
        { column: 0, field: 'name' },
        { column: 1, field: 'id' },
        { column: 2, field: 'phone' },
      ],
    },
    people: 1,
  },
  {
    what: 'no headings at all, which somebody explains',
    file: () => sheet(both),
    choices: {
      headerRow: 0,
      columns: [
        { column: 0, field: 'name' },
        { column: 1, field: 'id' },
      ],
    },
    people: 2,
  },
  {
    what: 'days as dates, as text and as the number Excel keeps',
    file: () => withThird('毕业日期', new Date('2026-06-30T00:00:00Z'), '2026年6月30日'),
    people: 2,
  },
  { what: 'days with slashes and without', file: () => withThird('有效期至', '2027/1/5', '20270105'), people: 2 },
  { what: 'a day as a bare number', file: () => withThird('有效期至', 46_387, '2027.1.5'), people: 2 },
  { what: 'month and year of birth alone', file: () => withThird('出生年月', '1990-02', '1990.3'), people: 2 },
  {
    what: 'telephone numbers as numbers',
    file: () => withThird('联系电话', 13_800_000_000, '+86 138-0000-0000'),
    people: 2,
    warnings: [],
  },
  {
    what: 'a telephone number with a digit too few',
    file: () => withThird('联系电话', '1380000000'),
    people: 1,
    warnings: [['C2', '位数不对']],
  },
  {
    what: 'a nationality by its code, and one by half its name',
    file: () => withThird('民族', '11', '朝鲜'),
    people: 2,
  },
  {
    what: 'a nationality that no table holds',
    file: () => withThird('民族', '汉人'),
    people: 1,
    warnings: [['C2', '不在民族表里']],
  },
  { what: 'strokes for what is not known', file: () => withThird('家庭住址', '/', '——'), people: 2 },
  {
    what: 'somebody with a passport',
    file: () =>
      sheet([
        [...head, '证件类型'],
        ['John Smith', 'G12345678', '护照'],
      ]),
    people: 1,
    warnings: [['B2', '没有校验位']],
  },
  {
    what: 'a number of the old prefecture 2323xx, without a word',
    file: () => sheet([head, ['孙八', numbered('23230119750606123')]]),
    people: 1,
  },
  {
    what: 'a number of no province',
    file: () => sheet([head, ['孙八', numbered('19230119750606123')]]),
    people: 1,
    warnings: [['B2', '不是现行省级代码']],
  },
  {
    what: 'a number that truly ends in 000',
    file: () => sheet([head, ['孙八', thousand]]),
    people: 1,
    warnings: [['B2', '末三位是 000']],
  },
  {
    what: 'somebody of fifteen years',
    file: () => sheet([head, ['周九', numbered('23120220110606121')]]),
    people: 1,
    warnings: [['B2', '不满 16 周岁']],
  },
  {
    what: 'somebody of eighty years: the notice sets no limit',
    file: () => sheet([head, ['周九', numbered('23120219450606121')]]),
    people: 1,
  },
  {
    what: 'a category that has to be proved',
    file: () => withThird('人员类别', '残疾人'),
    people: 1,
    warnings: [['C2', '残疾人证']],
  },
  {
    what: 'a proof that ended',
    file: () => withThird('证明有效期至', '2020-01-01'),
    people: 1,
    warnings: [['C2', '已到期']],
  },
  {
    what: 'a graduate of three years ago',
    file: () =>
      sheet([
        [...head, '人员类别', '毕业日期', '证明材料'],
        ['王晓明', one, '离校2年内未就业高校毕业生', '2022-06-30', '毕业证'],
      ]),
    people: 1,
    warnings: [['D2', '离校已满 2 年']],
  },
  {
    what: 'a graduate who does not say since when',
    file: () =>
      sheet([
        [...head, '人员类别', '证明材料'],
        ['王晓明', one, '离校未就业高校毕业生', '毕业证'],
      ]),
    people: 1,
    warnings: [['C2', '要填毕业日期']],
  },
  {
    what: 'two people with one account of the platform',
    file: () => withThird('平台账号', 'zhang', 'zhang'),
    people: 2,
    warnings: [['C3', '与第 2 行的账号相同']],
  },
  { what: 'UTF-8', file: () => utf8(csv), people: 2 },
  { what: 'UTF-8 with a mark, as Excel writes it', file: () => utf8(`\ufeff${csv}`), people: 2 },
  { what: 'UTF-16, tabs between: “Unicode text” of Excel', file: () => utf16(csv.replaceAll(',', '\t')), people: 2 },
  { what: 'UTF-16 the other way round', file: () => utf16(csv, { swap: true }), people: 2 },
  { what: 'GBK, as Excel in Chinese saves CSV', file: () => bytesOf('gbk.csv'), people: 2 },
  { what: 'GB18030 with a rare character', file: () => bytesOf('gb18030.csv'), people: 1 },
  {
    what: 'semicolons, quotes and a line break in a cell',
    file: () => utf8(`姓名;身份证号;家庭住址\n"王晓明";"${one}";"绥化市\n北林区"\n`),
    people: 1,
  },
  { what: 'numbers held as text by ="…"', file: () => utf8(`姓名,身份证号\n王晓明,"=""${one}"""\n`), people: 1 },
  {
    what: 'a title above the headings of a CSV',
    file: () => utf8(`2026年名册,,\n姓名,身份证号,备注\n王晓明,${one},\n`),
    people: 1,
    notes: ['表头在第 2 行'],
  },
  {
    what: 'a workbook of another program, cells without addresses',
    file: () =>
      rawSheet(
        sheetXml(`<row>${inText('姓名')}${inText('身份证号')}</row><row>${inText('王晓明')}${inText(one)}</row>`),
      ),
    people: 1,
  },
  {
    what: 'entities that would unpack to gigabytes',
    file: () =>
      rawSheet(
        `<!DOCTYPE x [<!ENTITY a "lol"><!ENTITY b "${'&a;'.repeat(1000)}"><!ENTITY c "${'&b;'.repeat(1000)}">]>${sheetXml(`<row r="1">${inText('姓名')}${inText('身份证号')}</row><row r="2">${inText('王晓明')}${inText(one)}</row><row r="3">${inText('李芳')}${inText(two)}${inText('&c;')}</row>`)}`,
      ),
    people: 2,
  },
  { what: 'twenty thousand people', file: () => sheet([head, ...many(20_000)]), people: 20_000 },
]
