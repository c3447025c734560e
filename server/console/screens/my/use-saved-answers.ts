import { useEffect, useRef, useState } from 'preact/hooks'
import type { MyPaper } from '../../../../shared/api/my-exam'
import { myExams } from '../../client/exam'

/** Answers are sent this long after the last one was chosen, and again where it did not work, ms. */
const REST = 800
const AGAIN = 5000

export type Saving = 'saved' | 'saving' | 'not-saved'

/** What is chosen so far, kept on the server as it is chosen; tried again for as long as the page is open. */
export function useSavedAnswers(token: string, { id, answers: first }: MyPaper) {
  const [answers, setAnswers] = useState<number[][]>(first)
  const [saving, setSaving] = useState<Saving>('saved')
  const timer = useRef<number>(undefined)
  const newest = useRef(first)
  useEffect(() => () => clearTimeout(timer.current), [])

  const save = async () => {
    const sent = newest.current
    try {
      await myExams.save(token, id, sent)
      if (sent === newest.current) setSaving('saved')
    } catch {
      setSaving('not-saved')
      timer.current = window.setTimeout(() => void save(), AGAIN)
    }
  }
  const choose = (question: number, options: number[]) => {
    const next = newest.current.map((one, i) => (i === question ? options : one))
    newest.current = next
    setAnswers(next)
    setSaving('saving')
    clearTimeout(timer.current)
    timer.current = window.setTimeout(() => void save(), REST)
  }
  return { answers, saving, choose, stop: () => clearTimeout(timer.current) }
}
