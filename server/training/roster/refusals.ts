import { Refused } from '../../ledger/accept'
import type { FileKind } from './sniff'

const SAVE_AS = '请用 WPS 或 Excel 打开，选“另存为”，类型选“Excel 工作簿（*.xlsx）”，再上传'

/** What a file is that we do not read, and what to do: reason and cure of each. */
export const refusals = {
  empty: '文件是空的（0 字节），没有内容。请确认选对了文件，重新上传',
  xls: `这是旧格式的 xls 工作簿（改了扩展名也还是 xls），本系统不读。${SAVE_AS}`,
  encrypted:
    '工作簿设了打开密码，读不出来。请在 WPS 或 Excel 里去掉密码（文件 - 文档加密 / 信息 - 保护工作簿），保存后再上传',
  ole: `这不是表格文件，而是其他 Office 文件（如 doc、ppt）。请把名单放进名册模板。${SAVE_AS}`,
  html: `这是网页内容，只是扩展名写成了 xls 或 xlsx（有些系统导出的表格是这样）。${SAVE_AS}`,
  'xml-sheet': `这是“XML 表格 2003”格式，本系统不读。${SAVE_AS}`,
  pdf: '这是 PDF，不是表格。请上传生成它的那份 Excel 表；没有的话，把名单填进名册模板',
  picture: '这是图片，不是表格。请把名单填进名册模板再上传',
  archive: '这是压缩包，不是表格。请解压后上传里面的 Excel 表',
  ods: `这是 ODS 表格（LibreOffice 格式），本系统不读。${SAVE_AS}`,
  xlsb: `这是二进制工作簿（xlsb），本系统不读。${SAVE_AS}`,
  macros: `工作簿里带有宏（xlsm），为安全起见不读。${SAVE_AS}，保存时选“不保存宏”`,
  document: '这是 Word 或 PPT 文件，不是表格。请把名单填进名册模板再上传',
  broken: `文件不完整或已损坏，打不开。${SAVE_AS}`,
  bomb: '文件解开后太大（超过 48 MB），或者压缩得不正常，为安全起见不读。请把姓名和身份证号等几列复制到名册模板里，另存后再上传',
  large: '表格范围太大（有远处的单元格里有内容或格式）。请把名单复制到名册模板里，另存后再上传',
  nothing: '文件里没有内容。请填好名册再上传',
  encoding: 'CSV 文件的文字编码认不出来。请用 WPS 或 Excel 另存为“Excel 工作簿（*.xlsx）”再上传',
  binary: `这不是表格文件，内容认不出来。${SAVE_AS}`,
} as const satisfies Partial<Record<FileKind, string>> & Record<string, string>

/** A file that is none of ours; `what` it is lets others than rosters say what to do instead. */
export class FileRefused extends Refused {
  constructor(
    readonly what: keyof typeof refusals,
    message: string = refusals[what],
  ) {
    super('file-refused', message)
  }
}

export const refuse = (what: keyof typeof refusals): FileRefused => new FileRefused(what)
