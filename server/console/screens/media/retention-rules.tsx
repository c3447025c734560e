import { useState } from 'preact/hooks'
import type { MediaState } from '../../../../shared/api/media'
import { dayOf } from '../../../../shared/calendar/beijing'
import { useAct } from '../../client/act'
import { media } from '../../client/media'
import { isOneOf } from '../../client/session'
import { Button } from '../../parts/button'
import { TextField } from '../../parts/field'
import { ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { common } from '../../words/common'
import { words } from './words'

type Rule = MediaState['rules'][number]
const where = ({ own, region }: Rule): string =>
  own ? words.own : region === '000000' ? words.everywhere : words.region(region)

/** By which documents videos are kept, and the organisation's own. */
export function RetentionRules({ rules, onChanged }: { rules: readonly Rule[]; onChanged: () => Promise<void> }) {
  return (
    <div class="stack">
      <h2>{words.rules}</h2>
      <p class="prose">{words.rulesLead}</p>
      <div class="table-frame">
        <Scroll label={words.rules}>
          <table>
            <caption class="hidden-visually">{words.rules}</caption>
            <thead>
              <tr>
                <th scope="col">{words.ruleTitle}</th>
                <th scope="col" class="fit">
                  {words.ruleYears}
                </th>
                <th scope="col">{words.ruleRegion}</th>
                <th scope="col" class="fit">
                  {words.ruleFrom}
                </th>
                <th scope="col">{words.ruleSource}</th>
              </tr>
            </thead>
            <tbody>
              {rules.map((rule) => (
                <tr key={rule.id}>
                  <th scope="row">{rule.title}</th>
                  <td class="nowrap">{words.years(rule.years)}</td>
                  <td>{where(rule)}</td>
                  <td class="nowrap">{rule.from}</td>
                  <td>{rule.source}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </Scroll>
      </div>
      {isOneOf('administrator', 'manager') && <RuleForm onAdded={onChanged} />}
    </div>
  )
}

/** 增加一条规定: holds wherever the organisation is, for videos as for packages. */
export function RuleForm({ onAdded }: { onAdded: () => Promise<void> }) {
  const fresh = { title: '', source: '', from: dayOf(Date.now()), years: '' }
  const [rule, setRule] = useState(fresh)
  const [missing, setMissing] = useState(false)
  const act = useAct()
  const years = /^([1-9]|[1-4]\d|50)$/.test(rule.years.trim()) ? Number(rule.years.trim()) : undefined
  const add = () => {
    const [title, source] = [rule.title.trim(), rule.source.trim()]
    const short = title === '' || source === '' || rule.from === '' || years === undefined
    setMissing(short)
    if (short) return
    void act.run(async () => {
      await media.addRule({ title, source, from: rule.from, years })
      setRule(fresh)
      await onAdded()
    })
  }
  const needed = (bad: boolean) => (missing && bad ? common.required : undefined)
  const put = (part: Partial<typeof fresh>) => setRule({ ...rule, ...part })
  return (
    <details class="card">
      <summary>{words.addRule}</summary>
      <div class="stack form">
        <TextField
          label={words.ruleTitle}
          value={rule.title}
          maxLength={100}
          error={needed(rule.title.trim() === '')}
          onChange={(title) => put({ title })}
        />
        <TextField
          label={words.ruleSource}
          value={rule.source}
          maxLength={300}
          error={needed(rule.source.trim() === '')}
          onChange={(source) => put({ source })}
        />
        <TextField
          type="date"
          short
          label={words.ruleFrom}
          value={rule.from}
          error={needed(rule.from === '')}
          onChange={(from) => put({ from })}
        />
        <TextField
          short
          inputMode="numeric"
          label={words.ruleYears}
          value={rule.years}
          error={needed(years === undefined)}
          onChange={(text) => put({ years: text })}
        />
        {act.problem && <ProblemNote problem={act.problem} />}
        <div class="row">
          <Button kind="main" act={act} onClick={add}>
            {words.addRule}
          </Button>
        </div>
      </div>
    </details>
  )
}
