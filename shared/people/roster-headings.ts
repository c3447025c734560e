import { type RosterColumn, rosterColumns } from './roster-columns'

/** Headings that every roster has and nothing is read from; others that are not known are told of. */
export const plainHeadings: readonly string[] = [
  '序号',
  '编号',
  '行号',
  'no',
  '年龄',
  '签字',
  '签名',
  '本人签字',
  '问题',
]

/** A heading as it is compared: without spaces, brackets, stars and what stands in brackets as a hint. */
export const headingKey = (heading: string): string =>
  heading
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\((?:必填|选填|可不填|文本|本人|18位|格式.*?)\)/g, '')
    .replaceAll(/[\s*()（）[\]【】:：_"'“”*/]/g, '')
    .toLowerCase()

const byHeading = new Map<string, RosterColumn>(
  rosterColumns.flatMap((column) =>
    [column.title, ...(column.code ? [column.code] : []), ...column.aliases].map(
      (heading) => [headingKey(heading), column] as const,
    ),
  ),
)

/** The column that a heading means. */
export const columnOfHeading = (heading: string): RosterColumn | undefined => byHeading.get(headingKey(heading))
