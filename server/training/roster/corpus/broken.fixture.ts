import type { RosterChoices } from '../../../../shared/api/roster'
import { formula, many, merge, numbered, one, sheet, three, two, utf8 } from './files.fixture'

/** A roster that is not imported: the cell, why, and what to do. */
export interface BrokenRoster {
  what: string
  file: () => Promise<Uint8Array> | Uint8Array
  choices?: RosterChoices
  /** `undefined`: of the table as a whole. */
  cell: string | undefined
  because: string
  cure: string
  /** How many errors there are; 1 where nothing is said. */
  errors?: number
}

const head = ['姓名', '身份证号']
const with3 = (third: string, value: string | number | null) =>
  sheet([
    [...head, third],
    ['王晓明', one, value],
  ])
const id = (value: string | number | null) => sheet([head, ['李芳', two], ['王晓明', value]])
const TEXT = '设为文本格式'
const wrongCheck = one.replace(/.$/, (last) => (last === '1' ? '2' : '1'))

export const brokenRosters: readonly BrokenRoster[] = [
  {
    what: 'an ID number as a number, whose last digits are lost',
    file: () => id(Number('231202199002011234')),
    cell: 'B3',
    because: 'Excel 只保留前 15 位',
    cure: TEXT,
  },
  {
    what: 'a number cell whose check digit happens to be right',
    file: () => id(Number(numbered('23120219900101104'))),
    cell: 'B3',
    because: 'Excel 只保留前 15 位',
    cure: TEXT,
  },
  {
    what: 'an ID number as Excel shows it: 2.31202E+17',
    file: () => id('2.31202E+17'),
    cell: 'B3',
    because: '后几位已丢失',
    cure: TEXT,
  },
  {
    what: 'the same out of a CSV',
    file: () => utf8('姓名,身份证号\n李芳,2.31202E+17\n'),
    cell: 'B2',
    because: '后几位已丢失',
    cure: TEXT,
  },
  {
    what: 'an ID number with three zeros for its last digits',
    file: () => id('231202199001011000'),
    cell: 'B3',
    because: '末三位是 000',
    cure: TEXT,
  },
  {
    what: 'an old number of 15 digits',
    file: () => id('231202900101123'),
    cell: 'B3',
    because: '15 位旧号码',
    cure: '请填 18 位',
  },
  { what: 'a digit too few', file: () => id(one.slice(1)), cell: 'B3', because: '应为 18 位', cure: '对照证件改正' },
  {
    what: 'the letter O for a zero',
    file: () => id(one.replace('0', 'O')),
    cell: 'B3',
    because: '只能是数字',
    cure: '对照证件改正',
  },
  {
    what: 'the 31st of February',
    file: () => id('231202199002310011'),
    cell: 'B3',
    because: '出生日期不存在',
    cure: '对照证件改正',
  },
  { what: 'a mistyped digit', file: () => id(wrongCheck), cell: 'B3', because: '校验码不符', cure: '对照证件核对' },
  { what: 'no ID number', file: () => id(null), cell: 'B3', because: '没有填身份证号码', cure: '按证件填写' },
  { what: 'no name', file: () => sheet([head, ['', one]]), cell: 'A2', because: '姓名是空的', cure: '请填写' },
  {
    what: 'the same person twice',
    file: () => sheet([head, ['王晓明', one], ['李芳', two], ['王晓明', ` ${one}`]]),
    cell: 'B4',
    because: '与第 2 行是同一个身份证号',
    cure: '请删去一行',
  },
  {
    what: 'name and number in each other’s column',
    file: () => sheet([head, ['李芳', two], [one, '王晓明']]),
    cell: 'A3',
    because: '填反了',
    cure: '请改正',
    errors: 2,
  },
  {
    what: 'two people in one cell',
    file: () => sheet([head, ['王晓明、李芳', one]]),
    cell: 'A2',
    because: '几个人写在一格',
    cure: '每行写一个人',
  },
  {
    what: 'names merged over two rows',
    file: () => sheet([head, ['王晓明', one], ['', two]], { merges: [merge(1, 0, 2, 0)] }),
    cell: 'A3',
    because: '不能用合并单元格',
    cure: '取消合并',
  },
  {
    what: 'a name merged into the number’s column',
    file: () =>
      sheet(
        [
          ['序号', ...head],
          [1, '王晓明', ''],
          [2, '李芳', two],
        ],
        { merges: [merge(1, 1, 1, 2)] },
      ),
    cell: 'B2',
    because: '不能用合并单元格',
    cure: '取消合并',
    errors: 2,
  },
  {
    what: 'a row hidden by a filter, of which nobody knows whether it is meant',
    file: () => sheet([head, ['王晓明', one], ['李芳', two]], { rowDefs: new Map([[2, { hidden: true }]]) }),
    cell: 'A3',
    because: '隐藏的行',
    cure: '取消隐藏或删去',
  },
  {
    what: 'a formula that no program has calculated',
    file: () =>
      sheet([head, ['王晓明', one], ['李芳', null]], {
        cells: new Map([['2,1', { type: 'formula', formula: 'C3&""' }]]),
      }),
    cell: 'B3',
    because: '没有算好的结果',
    cure: '打开并保存一次',
  },
  {
    what: 'a formula that came to nothing: #N/A',
    file: () => sheet([head, ['王晓明', one], ['#N/A', two]]),
    cell: 'A3',
    because: '公式错误值',
    cure: '改正公式',
  },
  {
    what: 'a sex that the number contradicts',
    file: () => with3('性别', '女'),
    cell: 'C2',
    because: '身份证号表示男',
    cure: '对照证件',
  },
  {
    what: 'a sex that is none',
    file: () => with3('性别', '未知'),
    cell: 'C2',
    because: '“未知”认不出来',
    cure: '请填男或女',
  },
  {
    what: 'a day of birth that the number contradicts',
    file: () => with3('出生日期', '1991-02-02'),
    cell: 'C2',
    because: '身份证号里是 1990-02-14',
    cure: '对照证件改正',
  },
  {
    what: 'a day that does not exist',
    file: () => with3('毕业日期', '2025-06-31'),
    cell: 'C2',
    because: '认不出来',
    cure: '2025-06-30',
  },
  {
    what: 'a day in words',
    file: () => with3('有效期至', '年底'),
    cell: 'C2',
    because: '认不出来',
    cure: '1990-01-31 这样',
  },
  {
    what: 'January or October: the number 2020.1',
    file: () => with3('社保参保起始月', 2020.1),
    cell: 'C2',
    because: '1 月还是 10 月',
    cure: '2020-01 或 2020-10',
  },
  {
    what: 'a month that is none',
    file: () => with3('参保时间', '2020-13'),
    cell: 'C2',
    because: '认不出来',
    cure: '2020-01 这样',
  },
  {
    what: 'a telephone number in scientific notation',
    file: () => with3('联系电话', '1.38E+10'),
    cell: 'C2',
    because: '科学计数',
    cure: TEXT,
  },
  {
    what: 'a kind of document that nobody knows',
    file: () => with3('证件类型', '借书证'),
    cell: 'C2',
    because: '“借书证”认不出来',
    cure: '请填 居民身份证',
  },
  {
    what: 'a passport with signs no passport has',
    file: () =>
      sheet([
        [...head, '证件类型'],
        ['约翰', 'G-123#5', '护照'],
      ]),
    cell: 'B2',
    because: '只能是字母和数字',
    cure: '对照证件核对',
  },
  {
    what: 'an address as long as a page',
    file: () => with3('家庭住址', '长'.repeat(400)),
    cell: 'C2',
    because: '400 字',
    cure: '请缩短',
  },
  {
    what: 'an account of a platform that has no address',
    file: () => with3('平台账号', '技能网=zhang'),
    cell: 'C2',
    because: '不是网站地址',
    cure: 'px.class.com.cn=账号',
  },
  {
    what: 'a person dispatched by nobody knows whom to nobody knows where',
    file: () => with3('用工形式', '劳务派遣'),
    cell: 'C2',
    because: '必须填用工单位',
    cure: '请在“用工单位”一列填写',
  },
  {
    what: 'a person dispatched to another firm',
    file: () =>
      sheet([
        [...head, '用工形式', '用工单位', '派遣单位'],
        ['王晓明', one, '派遣', '别的公司', '劳务公司'],
      ]),
    cell: 'D2',
    because: '由实际用工单位申报',
    cure: '把名称写成一致',
  },
  {
    what: 'headings that nobody knows',
    file: () =>
      sheet([
        ['人', '号'],
        ['王晓明', one],
      ]),
    cell: undefined,
    because: '没有找到表头',
    cure: '“列的对应”里选定',
  },
  {
    what: 'a table without headings',
    file: () =>
      sheet([
        ['王晓明', one],
        ['李芳', two],
      ]),
    cell: undefined,
    because: '没有找到表头',
    cure: '请改表头',
  },
  {
    what: 'headings with nobody below',
    file: () => sheet([head]),
    cell: undefined,
    because: '表头下面没有人员',
    cure: '填好再上传',
  },
  {
    what: 'more people than one import takes',
    file: () => sheet([head, ...many(20_001)]),
    cell: undefined,
    because: '20000 人',
    cure: '分成几个文件',
  },
  {
    what: 'a number that is wrong in every way at once, told of row by row',
    file: () => sheet([head, ['王晓明', wrongCheck], ['', two], ['李芳', '12'], ['赵六', three]]),
    cell: 'B2',
    because: '校验码不符',
    cure: '对照证件',
    errors: 3,
  },
  {
    what: 'a formula whose result is no number of anybody',
    file: () => sheet([head, ['王晓明', null]], { cells: new Map([['1,1', formula('231202')]]) }),
    cell: 'B2',
    because: '应为 18 位',
    cure: '对照证件改正',
  },
]
