import type { GridCell, GridRow } from './grid'
import type { Block } from './layout'
import { fillWords, lookUp, namesIn } from './placeholders'
import type { Values } from './value'

/** 公章 of enterprises and institutions are 45 mm across at most (国发〔1999〕25号), here in points. */
const SEAL = 128
const LINE = 16
const SIGN = 30

/** A block of a layout as rows of a grid with these columns; those of a table are made one after the other. */
export function blockRows(block: Block, widths: readonly number[], values: Values): Iterable<GridRow> {
  const all = { at: 0, span: widths.length }
  switch (block.is) {
    case 'title':
      return [{ cells: [{ ...all, ...fillWords(block.text, lookUp(values)), look: 'title' }], keep: true }]
    case 'text':
      return textRows(block, widths.length, values)
    case 'fields':
      return fieldRows(block, widths, values)
    case 'table':
      return tableRows(block, values)
    case 'opinion': {
      const [label = all, room = all] = snapped([14, 86], widths)
      const text = fillWords(block.text, lookUp(values)).text
      return [
        {
          cells: [
            { ...label, text: block.label, look: 'label' },
            { ...room, text, look: 'box', align: 'right' },
          ],
          height: block.lines * LINE,
        },
      ]
    }
    case 'sign':
      return signRows(block, widths)
  }
}

type Of<Is extends Block['is']> = Extract<Block, { is: Is }>

function textRows({ text, as, align, optional }: Of<'text'>, columns: number, values: Values): GridRow[] {
  const find = lookUp(values)
  const names = namesIn(text)
  if (optional && names.length > 0 && names.every((name) => find(name).text === '')) return []
  return fillWords(text, find)
    .text.split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => ({
      cells: [
        {
          ...{ at: 0, span: columns, look: as },
          text: as === 'paragraph' && align === undefined ? `　　${line}` : line,
          ...(align && { align }),
        },
      ],
    }))
}

function fieldRows({ shares, items }: Of<'fields'>, widths: readonly number[], values: Values): GridRow[] {
  const places = snapped(shares, widths)
  const rows: GridRow[] = []
  let at = 0
  const row = () => {
    const made: GridRow = { cells: [] }
    rows.push(made)
    return made
  }
  let last: GridRow | undefined
  for (const [i, { label, value, wide, lines = 1 }] of items.entries()) {
    if (!last || wide || at + 2 > places.length) [last, at] = [row(), 0]
    const next = items[i + 1]
    const rest = wide || !next || next.wide
    const [here, there] = [places[at], places[at + 1]]
    if (!here || !there) throw new RangeError('fields want pairs of shares')
    last.cells.push({ ...here, text: label, look: 'label' })
    const span = rest ? widths.length - there.at : there.span
    last.cells.push({ ...there, span, ...fillWords(value, lookUp(values)), look: 'value' })
    if (lines > 1) last.height = Math.max(last.height ?? 0, lines * LINE)
    at = wide ? places.length : at + 2
  }
  return rows
}

function* tableRows({ list, columns, rowHeight, totals }: Of<'table'>, values: Values): Generator<GridRow> {
  const rows = values.lists[list]
  if (!rows) throw new RangeError(`no list is called ${list}`)
  const cell = (at: number, look: GridCell['look']): Pick<GridCell, 'at' | 'span' | 'look'> => ({ at, span: 1, look })
  yield { cells: columns.map(({ title }, at) => ({ ...cell(at, 'header'), text: title })), keep: true }
  for (const row of rows) {
    const find = lookUp(values, row)
    yield {
      cells: columns.map(({ value = '', align }, at) => ({
        ...cell(at, 'cell'),
        ...fillWords(value, find),
        ...(align && { align }),
      })),
      ...(rowHeight !== undefined && { height: rowHeight }),
    }
  }
  if (totals)
    yield {
      cells: columns.map(({ title, align }, at) => ({
        ...cell(at, 'total'),
        ...fillWords(totals[title] ?? (at === 0 ? '合计' : ''), lookUp(values)),
        ...(align && { align }),
      })),
    }
}

/** Signatures left, the seal right of them, the date below: rows that stay together. */
function signRows({ people, seal, date }: Of<'sign'>, widths: readonly number[]): GridRow[] {
  const count = Math.max(seal !== undefined && date ? 2 : 1, people.length)
  const parts = snapped(seal === undefined ? [100] : [62, 38], widths)
  const [left = { at: 0, span: widths.length }, right] = parts
  return Array.from({ length: count }, (_, i): GridRow => {
    const final = i === count - 1
    return {
      cells: [
        { ...left, text: people[i] ? `${people[i]}：` : '', look: 'sign' },
        ...(right && seal !== undefined
          ? [
              {
                ...{ ...right, look: 'seal' as const, align: 'center' as const },
                text: i === 0 ? seal : final && date ? '年    月    日' : '',
              },
            ]
          : []),
      ],
      height: Math.max(SIGN, seal === undefined ? 0 : SEAL / count),
      ...(!final && { keep: true }),
    }
  })
}

/** Cuts the columns into parts as wide as these shares, as near as the columns allow; every part has one at least. */
export function snapped(shares: readonly number[], widths: readonly number[]): { at: number; span: number }[] {
  if (shares.length > widths.length) throw new RangeError(`${shares.length} parts of ${widths.length} columns`)
  const [whole, total] = [sum(shares), sum(widths)]
  const ends: number[] = []
  for (const [i] of shares.entries()) {
    const wanted = (sum(shares.slice(0, i + 1)) / whole) * total
    const [first, most] = [(ends[i - 1] ?? 0) + 1, widths.length - (shares.length - 1 - i)]
    const allowed = Array.from({ length: most - first + 1 }, (_, n) => first + n)
    const off = (end: number) => Math.abs(sum(widths.slice(0, end)) - wanted)
    ends.push(
      i === shares.length - 1 ? widths.length : allowed.reduce((best, end) => (off(end) < off(best) ? end : best)),
    )
  }
  return ends.map((end, i) => ({ at: ends[i - 1] ?? 0, span: end - (ends[i - 1] ?? 0) }))
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
