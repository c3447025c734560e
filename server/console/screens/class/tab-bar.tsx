import type { ClassSummary } from '../../../../shared/api'
import type { Tab } from './tabs'
import { words } from './words'

interface Props {
  tabs: readonly Tab[]
  current: Tab
  summary: ClassSummary
}

/** The groups of a class, and under them the tabs of the group that is open: anything is two clicks away, at its own address. */
export function TabBar({ tabs, current, summary }: Props) {
  const groups = [...new Set(tabs.map(({ group }) => group))]
  const inside = tabs.filter(({ group }) => group === current.group)
  const address = ({ id }: Tab) => (id === tabs[0]?.id ? `/classes/${summary.id}` : `/classes/${summary.id}/${id}`)
  const waiting = (of: readonly Tab[]) =>
    of.reduce((sum, { waiting: key }) => sum + (key === undefined ? 0 : summary[key]), 0)
  return (
    <div class="no-print">
      <nav class="tabs" aria-label={words.tabsName}>
        {groups.map((group) => {
          const own = tabs.filter((tab) => tab.group === group)
          const [first] = own
          return (
            first && (
              <a
                key={group}
                href={address(first)}
                aria-current={group === current.group ? (inside.length > 1 ? 'true' : 'page') : undefined}
              >
                {words.groups[group]}
                <Tally count={waiting(own)} />
              </a>
            )
          )
        })}
      </nav>
      {inside.length > 1 && (
        <nav class="tabs-inner" aria-label={words.groups[current.group]}>
          {inside.map((tab) => (
            <a key={tab.id} href={address(tab)} aria-current={tab.id === current.id ? 'page' : undefined}>
              {words.tabs[tab.id]}
              <Tally count={waiting([tab])} />
            </a>
          ))}
        </nav>
      )}
    </div>
  )
}

function Tally({ count }: { count: number }) {
  return count > 0 ? <span class="tally">{count}</span> : null
}
