import { Scroll } from '../../parts/scroll'
import { common } from '../../words/common'

export interface Place {
  sheet?: string | undefined
  row?: number | undefined
  column?: string | undefined
  cell?: string | undefined
  message: string
}

/** Where in a file, and what. */
export function PlacesTable({ places, caption }: { places: readonly Place[]; caption: string }) {
  const sheets = places.some(({ sheet }) => sheet !== undefined)
  return (
    <div class="table-frame">
      <Scroll label={caption}>
        <table>
          <caption class="hidden-visually">{caption}</caption>
          <thead>
            <tr>
              {sheets && (
                <th scope="col" class="fit">
                  {common.sheet}
                </th>
              )}
              <th scope="col" class="fit">
                {common.row}
              </th>
              <th scope="col" class="fit">
                {common.column}
              </th>
              <th scope="col">{common.problem}</th>
            </tr>
          </thead>
          <tbody>
            {places.map(({ sheet, row, column, cell, message }) => (
              <tr key={`${sheet}/${row}/${column}/${message}`}>
                {sheets && <td class="nowrap">{sheet ?? common.none}</td>}
                <td class="nowrap">{row ?? common.none}</td>
                <td class="nowrap">
                  {column ?? common.none}
                  {cell !== undefined && <span class="small quiet"> {cell}</span>}
                </td>
                <td>{message}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}
