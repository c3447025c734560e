import { pick } from '../../words/locale'

/** Of choosing columns; the same for every kind of list. */
export const columnWords = pick({
  'zh-CN': {
    column: (sheet: string) => (sheet === '' ? '身份证号在哪一列' : `工作表“${sheet}”：身份证号在哪一列`),
    none: '不读这张表',
    option: (letter: string, heading: string, sample: string) =>
      `${letter} 列${heading === '' ? '' : `：${heading}`}${sample === '' ? '' : `（如 ${sample}）`}`,
    found: (count: number) => (count === 0 ? '没有读到身份证号，请选择所在的列' : `读到 ${count} 人`),
    import: (count: number) => `导入 ${count} 人`,
  },
  en: {
    column: (sheet: string) => (sheet === '' ? 'Column of ID numbers' : `Sheet “${sheet}”: column of ID numbers`),
    none: 'do not read this table',
    option: (letter: string, heading: string, sample: string) =>
      `${letter}${heading === '' ? '' : `: ${heading}`}${sample === '' ? '' : ` (such as ${sample})`}`,
    found: (count: number) => (count === 0 ? 'No ID numbers found; choose their column' : `${count} people found`),
    import: (count: number) => `Import ${count}`,
  },
})
