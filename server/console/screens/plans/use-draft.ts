import { useEffect, useRef, useState } from 'preact/hooks'
import type { PlanAnswer } from '../../../../shared/api/plans'
import type { PlanDetails } from '../../../../shared/plan/plan'
import { plans } from '../../client/plans'
import { type Problem, problemOf } from '../../client/problem'

/** Typing rests for this long before it is saved, ms. */
const REST = 1000

export interface Draft {
  /** As the server answered last. */
  plan: PlanAnswer
  /** As it is on the page. */
  details: PlanDetails
  state: 'saved' | 'changed' | 'saving' | 'failed'
  problem?: Problem
  put(change: Partial<PlanDetails>): void
  /** A newly typed ID number of a teacher's row. */
  putTeacherId(row: string, id: string): void
  /** Saves what was typed now. Answers whether everything is on the server. */
  flush(): Promise<boolean>
  /** Something else of the plan changed on the server. */
  reload(): Promise<void>
}

/** A draft that saves itself: one request at a time, the newest words last; a conflict with somebody else stops it and says so. */
export function useDraft(first: PlanAnswer): Draft {
  const [plan, setPlan] = useState(first)
  const [details, setDetails] = useState(first.details)
  const [state, setState] = useState<Draft['state']>('saved')
  const [problem, setProblem] = useState<Problem>()
  const work = useRef({
    details: first.details,
    ids: {} as Record<string, string>,
    savedAt: first.savedAt,
    dirty: false,
    timer: 0,
  })
  const running = useRef<Promise<boolean> | undefined>(undefined)

  const took = (answer: PlanAnswer) => {
    work.current.savedAt = answer.savedAt
    const { details: now } = work.current
    // The server knows the masks; every other word is the page's.
    work.current.details = {
      ...now,
      teachers: now.teachers.map((row) => ({
        ...row,
        idMasked: answer.details.teachers.find(({ id }) => id === row.id)?.idMasked ?? row.idMasked,
      })),
    }
    setDetails(work.current.details)
    setPlan(answer)
  }
  const save = async (): Promise<boolean> => {
    while (work.current.dirty) {
      const { details: sent, ids, savedAt } = work.current
      Object.assign(work.current, { dirty: false, ids: {} })
      setState('saving')
      try {
        took(await plans.save(first.id, { savedAt, details: sent, teacherIds: ids }))
        setProblem(undefined)
      } catch (error) {
        Object.assign(work.current, { dirty: true, ids: { ...ids, ...work.current.ids } })
        setState('failed')
        setProblem(problemOf(error))
        return false
      }
    }
    setState('saved')
    return true
  }
  const flush = (): Promise<boolean> => {
    window.clearTimeout(work.current.timer)
    running.current ??= save().finally(() => {
      running.current = undefined
    })
    return running.current
  }
  const changed = () => {
    work.current.dirty = true
    setState('changed')
    window.clearTimeout(work.current.timer)
    work.current.timer = window.setTimeout(() => void flush(), REST)
  }
  useEffect(() => {
    const leave = () => void (work.current.dirty && flush())
    window.addEventListener('pagehide', leave)
    return () => {
      window.removeEventListener('pagehide', leave)
      leave()
    }
  }, [])

  return {
    plan,
    details,
    state,
    ...(problem && { problem }),
    put(change) {
      work.current.details = { ...work.current.details, ...change }
      setDetails(work.current.details)
      changed()
    },
    putTeacherId(row, id) {
      work.current.ids = { ...work.current.ids, [row]: id }
      changed()
    },
    flush,
    async reload() {
      if (await flush()) took(await plans.plan(first.id))
    },
  }
}
