import { writeXlsx } from 'hucre'
import { book, bytesOf, lying, one, rawSheet, sheetXml, utf8, zip } from './files.fixture'

/** A file that is refused as a whole: what it is, why, and what to do. */
export interface RefusedFile {
  what: string
  file: () => Promise<Uint8Array> | Uint8Array
  because: string
  cure: string
}

const rows = [
  ['姓名', '身份证号'],
  ['王晓明', one],
]
const SAVE_AS = '另存为'
const html =
  '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><body><table><tr><td>姓名</td></tr></table></body></html>'

export const refusedFiles: readonly RefusedFile[] = [
  { what: 'an empty file', file: () => new Uint8Array(), because: '文件是空的', cure: '重新上传' },
  { what: 'an xls of Excel 97', file: () => bytesOf('excel-97.xls'), because: '旧格式的 xls', cure: SAVE_AS },
  {
    what: 'an xls that was renamed to xlsx, which changes none of its bytes',
    file: () => bytesOf('excel-97.xls'),
    because: '改了扩展名也还是 xls',
    cure: SAVE_AS,
  },
  {
    what: 'a sheet of Excel 4 without a container',
    file: () => new Uint8Array([0x09, 0x04, 0x06, 0x00, 0x00, 0x00, 0x10, 0x00]),
    because: '旧格式的 xls',
    cure: SAVE_AS,
  },
  {
    what: 'a workbook with a password',
    file: () => writeXlsx({ sheets: [{ name: '名册', rows }], encryption: { password: 'secret', spinCount: 1000 } }),
    because: '打开密码',
    cure: '去掉密码',
  },
  {
    what: 'a workbook with macros',
    file: () => book([{ rows }], { vbaProject: new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 1, 2, 3]) }),
    because: '带有宏',
    cure: '不保存宏',
  },
  { what: 'a table of LibreOffice', file: () => bytesOf('libreoffice.ods'), because: 'ODS', cure: SAVE_AS },
  {
    what: 'a binary workbook',
    file: () => zip({ '[Content_Types].xml': '<Types/>', 'xl/workbook.bin': 'x' }),
    because: 'xlsb',
    cure: SAVE_AS,
  },
  { what: 'a web page saved as xls', file: () => utf8(html), because: '网页内容', cure: SAVE_AS },
  {
    what: 'an XML table of 2003',
    file: () => utf8('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
    because: 'XML 表格 2003',
    cure: SAVE_AS,
  },
  {
    what: 'a document of Word',
    file: () => zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': 'x' }),
    because: 'Word',
    cure: '填进名册模板',
  },
  {
    what: 'an archive of workbooks',
    file: async () => zip({ '名册.xlsx': await book([{ rows }]) }),
    because: '压缩包',
    cure: '解压后上传',
  },
  { what: 'a RAR archive', file: () => utf8('Rar!\u001a\u0007'), because: '压缩包', cure: '解压后上传' },
  { what: 'a PDF', file: () => utf8('%PDF-1.7\n'), because: 'PDF', cure: '生成它的那份 Excel 表' },
  {
    what: 'a photograph of a list',
    file: () => new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 1, 2]),
    because: '图片',
    cure: '填进名册模板',
  },
  {
    what: 'half of a workbook: the upload of a stick that was pulled out',
    file: async () => (await book([{ rows }])).slice(0, 900),
    because: '文件不完整',
    cure: SAVE_AS,
  },
  {
    what: 'a workbook whose sheet is broken off',
    file: () => rawSheet('<worksheet><sheetData><row r="1"><c r="A1"'),
    because: '文件不完整或已损坏',
    cure: SAVE_AS,
  },
  {
    what: 'a bomb: a few kB that unpack to a hundred MB',
    file: () => rawSheet(sheetXml(' '.repeat(100 << 20))),
    because: '压缩得不正常',
    cure: '复制到名册模板',
  },
  {
    what: 'a bomb that says it is small',
    file: async () => lying(await rawSheet(sheetXml(' '.repeat(30 << 20)))),
    because: '文件不完整或已损坏',
    cure: SAVE_AS,
  },
  {
    what: 'a sheet with something in its last cell, a rectangle of 17 thousand million',
    file: () =>
      rawSheet(
        sheetXml(
          '<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c><c r="XFD1" t="inlineStr"><is><t>x</t></is></c></row><row r="20500"><c r="XFD20500" t="inlineStr"><is><t>x</t></is></c></row>',
        ),
      ),
    because: '表格范围太大',
    cure: '复制到名册模板',
  },
  {
    what: 'a sheet whose merged ranges cover everything, a thousand times',
    file: () =>
      rawSheet(
        `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${Array.from({ length: 2000 }, (_, i) => `<row r="${i + 1}"><c r="A${i + 1}" t="inlineStr"><is><t>姓名</t></is></c><c r="B${i + 1}" t="inlineStr"><is><t>身份证号</t></is></c></row>`).join('')}</sheetData><mergeCells>${'<mergeCell ref="A1:B2000"/>'.repeat(1000)}</mergeCells></worksheet>`,
      ),
    because: '表格范围太大',
    cure: '复制到名册模板',
  },
  {
    what: 'a program',
    file: () => new Uint8Array([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0, 4, 0]),
    because: '不是表格文件',
    cure: SAVE_AS,
  },
  {
    what: 'text of one column',
    file: () => utf8('王晓明\n李芳\n'),
    because: '不是表格文件',
    cure: SAVE_AS,
  },
  {
    what: 'text in an encoding that nobody knows',
    file: () => new Uint8Array([0x80, 0xff, 0x81, 0x2c, 0xff, 0xff, 0x0a]),
    because: '文字编码认不出来',
    cure: SAVE_AS,
  },
  { what: 'a workbook with nothing in it', file: () => book([{ rows: [] }]), because: '没有内容', cure: '填好名册' },
  { what: 'a CSV of empty lines', file: () => utf8('\r\n\r\n'), because: '没有内容', cure: '填好名册' },
]
