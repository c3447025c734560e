import type { Habits } from './use-habits'
import { sizes } from './use-habits'
import { tableWords as words } from './words'

interface Props {
  page: number
  size: Habits['size']
  total: number
  onPage: (page: number) => void
  onSize: (size: Habits['size']) => void
}

/** Which part of a list is here; absent where all of it is. */
export function Pages({ page, size, total, onPage, onSize }: Props) {
  if (total <= sizes[0]) return null
  const last = Math.max(1, Math.ceil(total / size))
  return (
    <nav class="pages" aria-label={words.pages}>
      <label class="row">
        {words.pageSize}
        <select
          class="input"
          value={String(size)}
          onChange={({ currentTarget: { value } }) => onSize(sizes.find((one) => String(one) === value) ?? size)}
        >
          {sizes.map((one) => (
            <option key={one}>{one}</option>
          ))}
        </select>
      </label>
      <button type="button" class="button button-small" disabled={page <= 1} onClick={() => onPage(page - 1)}>
        {words.previous}
      </button>
      <span class="numbers">
        {page} / {last}
      </span>
      <button type="button" class="button button-small" disabled={page >= last} onClick={() => onPage(page + 1)}>
        {words.next}
      </button>
    </nav>
  )
}
