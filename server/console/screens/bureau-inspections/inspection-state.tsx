import type { InspectionRow } from '../../../../shared/api/bureau-inspections'
import { decisions } from '../../client/decisions'
import { Button, DownloadButton } from '../../parts/button'
import { State } from '../../parts/state'
import { words } from './words'

/** What a look came to. */
export const ResultState = ({ result }: Pick<InspectionRow, 'result'>) => (
  <State is={result === 'fine' ? 'counted' : result === 'serious' ? 'wrong' : 'attention'}>
    {words.results[result]}
  </State>
)

/** What was seen, with what shows it. */
export const Seen = ({ found, evidence }: Pick<InspectionRow, 'found' | 'evidence'>) => (
  <>
    {found} {evidence !== undefined && <Evidence hash={evidence} />}
  </>
)

const Evidence = ({ hash }: { hash: string }) => (
  <DownloadButton kind="small" fetch={() => decisions.evidenceFile(hash)}>
    {words.evidenceFile}
  </DownloadButton>
)

/** The term by which it is put right, or that it was; `put` notes that. */
export function Rectified({ row, put }: { row: InspectionRow; put?: ((row: InspectionRow) => void) | undefined }) {
  const { due, late, rectified } = row
  if (due === undefined) return <span class="quiet">—</span>
  if (rectified)
    return (
      <>
        <State is="counted">{words.rectified}</State> <span class="nowrap">{rectified.day}</span>
        <div class="small quiet">{rectified.how}</div>
        {rectified.evidence !== undefined && <Evidence hash={rectified.evidence} />}
      </>
    )
  return (
    <>
      <span class="nowrap">{due}</span> <State is="attention">{late ? words.late : words.waiting}</State>
      {put && (
        <div>
          <Button kind="small" onClick={() => put(row)}>
            {words.rectify}
            <span class="hidden-visually">：{row.number}</span>
          </Button>
        </div>
      )}
    </>
  )
}
