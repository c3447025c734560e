import { useState } from 'preact/hooks'
import type { ClassDetail } from '../../../../shared/api'
import type { BankRow, TestRow } from '../../../../shared/api/exam'
import { showTime } from '../../../../shared/calendar/beijing'
import { questionsOf } from '../../../../shared/exam/terms'
import { useAct } from '../../client/act'
import { exam } from '../../client/exam'
import { useLoad } from '../../client/load'
import { isOneOf } from '../../client/session'
import { Button } from '../../parts/button'
import { Confirm } from '../../parts/confirm'
import { Empty, Loading, ProblemNote } from '../../parts/note'
import { Scroll } from '../../parts/scroll'
import { State } from '../../parts/state'
import { Banks } from './banks'
import { MakeTest } from './make-test'
import { Papers } from './papers'
import { words } from './words'

/** 测试 of a class: how far each is, its papers, the question banks they are drawn from. */
export function TestsTab({ detail }: { detail: ClassDetail }) {
  const id = detail.summary.id
  const tests = useLoad(() => exam.tests(id), `tests/${id}`, 30_000)
  const banks = useLoad(exam.banks, 'banks')
  const [doing, setDoing] = useState<'make' | { papers: TestRow }>()
  const [ending, setEnding] = useState<TestRow>()
  const may = isOneOf('administrator', 'manager', 'hr', 'teacher')
  if (typeof doing === 'object') return <Papers test={doing.papers} back={() => setDoing(undefined)} />
  if (!tests.data || !banks.data) {
    const { problem, refresh } = tests.problem ? tests : banks
    return problem ? <ProblemNote problem={problem} retry={() => void refresh()} /> : <Loading />
  }
  const made = async () => {
    setDoing(undefined)
    await tests.refresh()
  }
  return (
    <div class="stack-wide">
      <p class="prose">{words.testsLead}</p>
      {doing === 'make' ? (
        <MakeTest detail={detail} banks={banks.data} done={made} />
      ) : (
        may && <NewTest banks={banks.data} open={() => setDoing('make')} />
      )}
      {tests.data.length === 0 ? (
        <Empty title={words.noTests}>
          <p class="prose">{words.noTestsLead}</p>
        </Empty>
      ) : (
        <TestTable tests={tests.data} may={may} look={(papers) => setDoing({ papers })} end={setEnding} />
      )}
      <Banks banks={banks.data} may={may} changed={banks.refresh} />
      {ending && <EndTest test={ending} close={() => setEnding(undefined)} done={tests.refresh} />}
    </div>
  )
}

function NewTest({ banks, open }: { banks: readonly BankRow[]; open: () => void }) {
  return (
    <div class="row">
      <Button kind="main" disabled={banks.length === 0} onClick={open}>
        {words.makeTest}
      </Button>
      {banks.length === 0 && <span class="quiet">{words.noBanks}</span>}
    </div>
  )
}

interface TableProps {
  tests: readonly TestRow[]
  may: boolean
  look: (test: TestRow) => void
  end: (test: TestRow) => void
}

function TestTable({ tests, may, look, end }: TableProps) {
  return (
    <div class="table-frame">
      <Scroll label={words.tests}>
        <table>
          <caption class="hidden-visually">{words.tests}</caption>
          <thead>
            <tr>
              <th scope="col">{words.title}</th>
              <th scope="col">{words.draw}</th>
              <th scope="col" class="number">
                {words.progress}
              </th>
              <th scope="col">{words.state}</th>
              <th scope="col">{words.papers}</th>
            </tr>
          </thead>
          <tbody>
            {tests.map((test) => (
              <tr key={test.id}>
                <th scope="row">
                  {test.title}
                  <div class="small quiet">{test.courseTitle}</div>
                </th>
                <td>
                  {test.bankTitle}
                  <div class="small quiet">
                    {words.terms(
                      questionsOf(test.terms),
                      test.max,
                      test.terms.passMark,
                      test.terms.minutes,
                      test.terms.attempts,
                    )}
                  </div>
                </td>
                <td class="number">
                  {test.handedIn} / {test.passed} / {test.people}
                  {test.underWay > 0 && <div class="small quiet">{words.underWay(test.underWay)}</div>}
                </td>
                <td>
                  {test.endedAt === undefined ? (
                    <State is="counted">{words.openState}</State>
                  ) : (
                    <State is="idle">{words.ended(showTime(test.endedAt))}</State>
                  )}
                </td>
                <td>
                  <div class="row">
                    <Button kind="small" onClick={() => look(test)}>
                      {words.papers}
                      <span class="hidden-visually">：{test.title}</span>
                    </Button>
                    {may && test.endedAt === undefined && (
                      <Button kind="small" onClick={() => end(test)}>
                        {words.end}
                        <span class="hidden-visually">：{test.title}</span>
                      </Button>
                    )}
                  </div>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Scroll>
    </div>
  )
}

function EndTest({ test, close, done }: { test: TestRow; close: () => void; done: () => Promise<void> }) {
  const act = useAct()
  const end = () =>
    void act
      .run(async () => {
        await exam.endTest(test.id)
        await done()
      })
      .then((well) => well && close())
  return (
    <Confirm title={words.endTitle(test.title)} action={words.end} act={act} onConfirm={end} onClose={close}>
      <p>{words.endText}</p>
    </Confirm>
  )
}
