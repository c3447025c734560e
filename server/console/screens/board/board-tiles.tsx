import type { ComponentChildren } from 'preact'
import type { Board } from '../../../../shared/api/board'
import { columnKeys } from '../../../../shared/study/columns'
import type { Policy } from '../../../../shared/study/policy'
import { State } from '../../parts/state'
import { classHours } from '../../words/amounts'
import { words } from './words'

const sources = ['own', 'platform', 'byHand', 'offline'] as const

interface Props {
  board: Omit<Board, 'live'>
  policy: Policy
  /** Where figures lead; nowhere for who sees no more than them. */
  classId?: string
}

/** The class in figures: each column's state, who is behind, hours by source, and how recording goes on each site. */
export function BoardTiles({ board, policy, classId }: Props) {
  const { people, columns, whole, behind, findings, hours, sites } = board
  return (
    <div class="stack">
      <ul class="tiles" aria-label={words.summary}>
        {columnKeys.map((key) => {
          const { complete, part, none, excepted } = columns[key]
          return (
            <Tile key={key} name={words.columns[key]} value={words.ofPeople(complete, people)}>
              <Share complete={complete + excepted} part={part} of={people} />
              <span class="small quiet">
                {words.partly(part, none)}
                {excepted > 0 && `，${words.excepted(excepted)}`}
              </span>
            </Tile>
          )
        })}
        <Tile name={words.whole} value={words.ofPeople(whole, people)}>
          <Share complete={whole} part={0} of={people} />
        </Tile>
        <Tile name={words.behind} value={behind === undefined ? words.noHours : words.ofPeople(behind, people)}>
          <span class="small quiet">{words.behindHelp}</span>
        </Tile>
        <Tile
          name={words.findings}
          value={classId === undefined ? findings : <a href={`/classes/${classId}/findings`}>{findings}</a>}
        />
      </ul>
      <dl class="figures">
        {sources.map((source) => (
          <div key={source}>
            <dt>
              {words.hours} {words.sources[source]}
            </dt>
            <dd>{classHours(hours[source], policy)}</dd>
          </div>
        ))}
        {sites.map((site) => (
          <div key={site.site}>
            <dt>
              {words.sites} {site.site}
            </dt>
            <dd class="site-state">
              <SiteState site={site} classId={classId} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}

function Tile({ name, value, children }: { name: string; value: ComponentChildren; children?: ComponentChildren }) {
  return (
    <li>
      <span class="small quiet">{name}</span>
      <span class="big">{value}</span>
      {children}
    </li>
  )
}

/** A bar of people: those who are done, then those who have begun. The words beside it say the same. */
function Share({ complete, part, of }: { complete: number; part: number; of: number }) {
  const width = (count: number) => (of === 0 ? 0 : (count / of) * 100)
  return (
    <svg class="share" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
      <rect class="whole" width="100" height="6" />
      <rect class="full" width={width(complete)} height="6" />
      <rect class="half" x={width(complete)} width={width(part)} height="6" />
    </svg>
  )
}

function SiteState({ site, classId }: { site: Board['sites'][number]; classId: string | undefined }) {
  const troubles = site.missing.length + site.frames.length + (site.unmeasurable > 0 ? 1 : 0)
  if (troubles === 0) return <State is="counted">{words.siteFine(site.people)}</State>
  const state = <State is="attention">{words.siteTrouble(troubles)}</State>
  return classId === undefined ? state : <a href={`/classes/${classId}/health`}>{state}</a>
}
