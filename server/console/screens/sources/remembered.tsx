import type { PlatformMapping } from '../../../../shared/api/sources'
import { durationUnits, sourceColumns, sourceFields } from '../../../../shared/sources/fields'
import { useLoad } from '../../client/load'
import { sources } from '../../client/sources'
import { importWords } from './import-words'
import { unitOf } from './needed'

/** What was chosen for a platform before and is read by itself; a file's check lets each be chosen otherwise. */
export function Remembered({ platform }: { platform: string }) {
  const { data = [] } = useLoad(sources.mappings, 'mappings')
  const kept = data.filter((one) => one.platform === platform)
  if (kept.length === 0) return null
  return (
    <details>
      <summary>{importWords.remembered(kept.length)}</summary>
      <ul class="plain small">
        {kept.map((one) => (
          <li key={`${one.what} ${one.key}`}>
            {importWords.rememberedAs[one.what]}：“{one.key}” → {meaning(one)}
          </li>
        ))}
      </ul>
    </details>
  )
}

function meaning({ what, value }: PlatformMapping): string {
  const field = sourceFields.find((one) => one === value)
  const unit = unitOf(value)
  if (what === 'column') return field ? sourceColumns[field].title : importWords.notRead
  if (what === 'unit') return unit ? durationUnits[unit] : value
  return value || (what === 'course' ? importWords.notOurs : importWords.nobody)
}
