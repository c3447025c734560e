import type { RosterRow } from '../../../../shared/api'
import { duration } from '../../words/amounts'
import { words } from './words'

type Sources = NonNullable<RosterRow['sources']>
type Source = '乙' | '丙'
const OTHERS: readonly Source[] = ['乙', '丙']

/** Other sources that somebody has anything of, the platform's record before what was added by hand. */
export const otherSources = (sources: Sources): { source: Source; stated: number; counted: number }[] =>
  OTHERS.map((source) => ({ source, ...sources[source] })).filter(({ stated }) => stated > 0)

/** What another source stated and what of it counts. */
export const sourceText = ({ source, stated, counted }: ReturnType<typeof otherSources>[number]): string =>
  `${words.sources[source]} ${duration(stated)}${counted === 0 ? `（${words.notInHours}）` : words.counts(duration(counted))}`

/** The three sources apart, and what is missing to complete the training; nothing where there is neither. */
export function Reached({ row: { sources, missing = [], offline, theoryOn, practiceDue } }: { row: RosterRow }) {
  const beside = [
    offline === undefined ? '' : words.offline(offline),
    theoryOn === undefined ? '' : words.theoryOn(theoryOn),
  ]
  return (
    <>
      {sources && (
        <p>
          {[`${words.sources.甲} ${duration(sources.甲)}`, ...otherSources(sources).map(sourceText)].join('；')}
          {sources.whole > sources.甲 && `；${words.whole(duration(sources.whole))}`}
        </p>
      )}
      {beside.join('') !== '' && <p>{beside.filter((one) => one !== '').join('；')}</p>}
      {practiceDue && <p>{words.practiceDue}</p>}
      {missing.length > 0 && <p title={words.missingHelp}>{words.missing(missing.join('；'))}</p>}
    </>
  )
}
