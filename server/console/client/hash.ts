import { useEffect, useState } from 'preact/hooks'

/** What stands behind the # of the address: secrets of links, which no server and no log sees. Another link in the same tab counts. */
export function useHash(): string {
  const [hash, setHash] = useState(() => location.hash.slice(1))
  useEffect(() => {
    const changed = () => setHash(location.hash.slice(1))
    addEventListener('hashchange', changed)
    return () => removeEventListener('hashchange', changed)
  }, [])
  return hash
}
