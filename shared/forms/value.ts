import { type Fen, plainYuan } from '../claim/money'

/** How a number is shown, the same in a cell of a workbook and as text. */
export type NumberFormat = '0' | '0.00' | '#,##0.00'

/** What a placeholder stands for: its text, and the number it shows where a workbook should be able to reckon with it. */
export interface Value {
  text: string
  number?: { is: number; format: NumberFormat }
}

/** Everything a form may show: single values and lists of rows, by their names in `vocabulary.ts`. A list may be made anew each time it is read. */
export interface Values {
  fields: Readonly<Record<string, Value>>
  lists: Readonly<Record<string, Iterable<Readonly<Record<string, Value>>>>>
}

/** Rows that are made each time somebody asks for them, so that nobody holds them. */
export const whenRead = <Row>(rows: () => Iterable<Row>): Iterable<Row> => ({
  [Symbol.iterator]: () => rows()[Symbol.iterator](),
})

/** Stays as it is written, whatever it looks like: ID numbers, account numbers, dates. */
export const textValue = (text: string): Value => ({ text })
export const wholeValue = (is: number): Value => ({ text: String(is), number: { is, format: '0' } })
/** Class hours and the like: a decimal text with two decimals, `26.00`. */
export const hoursValue = (text: string): Value => {
  const shown = Number(text).toFixed(2)
  return { text: shown, number: { is: Number(shown), format: '0.00' } }
}
/** In yuan, `1,234.50`. */
export const moneyValue = (amount: Fen): Value => ({
  text: plainYuan(amount),
  number: { is: amount / 100, format: '#,##0.00' },
})
