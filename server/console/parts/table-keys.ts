/** Arrow up and down move between the rows' links or buttons of one column. */
export function moveInColumn(event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
  if (!(event.target instanceof HTMLElement) || event.target.matches('input:not([type=checkbox]), select, textarea'))
    return
  const cell = event.target.closest<HTMLTableCellElement>('td, th')
  const body = cell?.closest('tbody')
  const row = cell?.parentElement
  if (!cell || !body || !row) return
  const column = [...row.children].indexOf(cell)
  const stops = [...body.children].flatMap(
    (one) => one.children[column]?.querySelector<HTMLElement>('a, button, input[type=checkbox]') ?? [],
  )
  const here = stops.findIndex((stop) => cell.contains(stop))
  const next = stops[here + (event.key === 'ArrowDown' ? 1 : -1)]
  if (!next) return
  event.preventDefault()
  next.focus()
}
