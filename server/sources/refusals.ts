const OTHER_WAY = '也可以改用“人工补录（丙）”，把它作为依据附在人员和课节上'

/** What a file is that gives no study record, and what to do. */
export const sourceRefusals = {
  picture: `这是图片，读不出里面的时间。请向平台要 Excel、CSV 或带文字的 PDF；${OTHER_WAY}`,
  document: `这是 Word 或 PPT 文件，不是表格。请向平台要 Excel、CSV 或带文字的 PDF；${OTHER_WAY}`,
  bomb: '文件解开后太大（超过 48 MB），或者压缩得不正常，为安全起见不读。请按课程或时间分成几个文件导出',
  large: '表格范围太大（有远处的单元格里有内容或格式）。请按课程或时间分成几个文件导出',
  nothing: '文件里没有内容。请确认导出已完成，再上传',
  'pdf-scan': `PDF 里没有文字（是扫描件或图片）。请向平台要 Excel、CSV 或带文字的 PDF；${OTHER_WAY}`,
  'pdf-letters': `PDF 里的文字读不出来（字体没有文字对照表）。请向平台要 Excel 或 CSV；${OTHER_WAY}`,
  'pdf-encrypted': 'PDF 设了打开密码，读不出来。请去掉密码另存后再上传',
  'pdf-broken': 'PDF 不完整或已损坏，打不开。请重新下载后再上传',
  'pdf-large': 'PDF 太大（超过 500 页，或读了两分钟还没有读完）。请按课程或时间分成几个文件导出',
} as const

/** The words of the roster's refusals that fit no study record. */
export const instead = (what: string): string | undefined =>
  what === 'picture' || what === 'document' || what === 'bomb' || what === 'large' || what === 'nothing'
    ? sourceRefusals[what]
    : undefined
