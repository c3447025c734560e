import type { PlanException } from '../../../../shared/plan/plan'
import { type ColumnKey, columnKeys } from '../../../../shared/study/columns'
import { TextField } from '../../parts/field'
import { Check } from '../../parts/rows'
import { words as boardWords } from '../board/words'
import { words } from './form-words'

/** 签到 / 学习 / 答疑 / 测试 that nobody of the class needs, each with its reason. Most plans name none. */
export function Exceptions({
  all,
  onChange,
}: {
  all: readonly PlanException[]
  onChange: (all: PlanException[] | undefined) => void
}) {
  const put = (column: ColumnKey, reason: string | undefined) => {
    const others = all.filter((one) => one.column !== column)
    const next = reason === undefined ? others : [...others, { column, reason }]
    onChange(next.length === 0 ? undefined : columnKeys.flatMap((key) => next.filter((one) => one.column === key)))
  }
  return (
    <details open={all.length > 0}>
      <summary>{words.exceptions}</summary>
      <div class="stack">
        <p class="small quiet">{words.exceptionsHelp}</p>
        {columnKeys.map((column) => {
          const named = all.find((one) => one.column === column)
          return (
            <div key={column} class="stack-tight">
              <Check
                label={boardWords.columns[column]}
                checked={named !== undefined}
                onChange={(checked) => put(column, checked ? '' : undefined)}
              />
              {named && (
                <TextField
                  label={words.exceptionReason(boardWords.columns[column])}
                  value={named.reason}
                  maxLength={200}
                  onChange={(reason) => put(column, reason)}
                />
              )}
            </div>
          )
        })}
      </div>
    </details>
  )
}
