import { exampleRows } from './example-class'
import { fillLayout } from './fill'
import type { Form } from './grid'
import type { Layout } from './layout'
import { textValue, type Value, type Values } from './value'
import { namesFor } from './vocabulary'

const mapped = (names: Readonly<Record<string, string>>, value: (name: string, example: string) => Value) =>
  Object.fromEntries(Object.entries(names).map(([name, example]) => [name, value(name, example)]))

/** What a form looks like with an invented class whose figures add up. */
export function exampleValues(of: 'claim' | 'class'): Values {
  const { fields } = namesFor(of)
  const example = (_: string, text: string) => textValue(text)
  return {
    fields: mapped(fields, example),
    lists: Object.fromEntries(
      Object.entries(exampleRows[of]).map(([list, rows]) => [list, rows.map((row) => mapped(row, example))]),
    ),
  }
}

/** Our own layout with its placeholders unfilled: what a bureau's form can be made from in WPS. */
export function layoutAsTemplate(layout: Layout): Form {
  const { fields, lists } = namesFor(layout.of)
  const itself = (name: string) => textValue(`{{${name}}}`)
  const values: Values = {
    fields: mapped(fields, itself),
    lists: Object.fromEntries(Object.entries(lists).map(([list, names]) => [list, [mapped(names, itself)]])),
  }
  return {
    id: layout.id,
    name: layout.name,
    mark: { form: `${layout.name} 表样`, madeAt: '' },
    sheets: fillLayout(layout, values),
  }
}
