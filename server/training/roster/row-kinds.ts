import type { Layout } from './layout'
import { textOf } from './table'

/** What a row below the headings is when it is nobody: said, and not imported. */
export type RowKind = 'person' | 'empty' | 'summary' | 'example' | 'header' | 'group'

/** What stands below or between the people of a paper roster. */
const summary =
  /^(合\s*计|总\s*计|小\s*计|共\s*计|总人数|共\s*\d+\s*人|制\s*表|填\s*表|填\s*报|审\s*核|复\s*核|经\s*办|负\s*责\s*人|单位负责人|联\s*系\s*人|单位[（(]?盖?章|[（(]?(单位)?(盖|公)章|日\s*期\s*[:：]|备\s*注\s*[:：]|说\s*明|注\s*[:：]|注意|以下空白|此行以下)/

export function kindOfRow(layout: Layout, row: number): RowKind {
  const texts = (layout.table.rows[row] ?? []).map(textOf)
  const filled = texts.flatMap((text, column) => (text === '' ? [] : [column]))
  const [first] = filled
  if (first === undefined) return 'empty'
  const at = (field: 'name' | 'id') => texts[layout.columns.get(field) ?? -1] ?? ''
  const number = /\d{6,}/.test(at('id'))
  if (/^[（(]?示例|^例[:：]|^样例/.test(at('name'))) return 'example'
  if (!number && [texts[first] ?? '', at('name')].some((text) => summary.test(text))) return 'summary'
  if (isHeader(layout, texts)) return 'header'
  const merge = layout.merges.at(row, first)
  const across = merge !== undefined && merge.endCol > merge.startCol
  const besides = first !== layout.columns.get('name') && first !== layout.columns.get('id')
  if (!number && filled.length === 1 && (across || (besides && !/^\d+$/.test(texts[first] ?? '')))) return 'group'
  // Numbered in advance, and nobody in it.
  return filled.every((column) => layout.plain.has(column)) ? 'empty' : 'person'
}

/** The headings again, as on every page of a print. */
const isHeader = ({ headings, columns }: Layout, texts: readonly string[]): boolean =>
  (['name', 'id'] as const).every((field) => {
    const column = columns.get(field)
    const heading = headings.find((one) => one.column === column)?.heading ?? ''
    return column !== undefined && heading !== '' && texts[column] === heading
  })
