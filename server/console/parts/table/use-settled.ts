import { useEffect, useState } from 'preact/hooks'

const PAUSE = 200

/** What is typed, once nothing was typed for a moment: the server is asked for words, not for letters. */
export function useSettled(text: string): string {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), text === '' ? 0 : PAUSE)
    return () => clearTimeout(timer)
  }, [text])
  return settled
}
