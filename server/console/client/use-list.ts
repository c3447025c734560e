import { useRef } from 'preact/hooks'
import type { ListQuery } from '../../../shared/api/lists'
import { useLoad } from './load'
import type { Problem } from './problem'

export interface Listed<Page> {
  /** What was read last: it stays while the next page is on its way, so that nothing jumps. */
  page?: Page
  problem?: Problem
  loading: boolean
  refresh(): Promise<void>
}

/**
 * Reads one page of a list whenever what is asked changes, and again every `every` ms. `of` names the list: another one starts empty;
 * another `version` of it is read in place of the last.
 */
export function useList<Page>(
  of: string,
  load: (query: ListQuery) => Promise<Page>,
  query: ListQuery,
  every?: number,
  version = 0,
): Listed<Page> {
  const { data, problem, refresh } = useLoad(() => load(query), `${of}?${JSON.stringify(query)}#${version}`, every)
  const last = useRef<{ of: string; page: Page } | undefined>(undefined)
  if (data !== undefined) last.current = { of, page: data }
  const page = data ?? (last.current?.of === of ? last.current.page : undefined)
  return {
    ...(page !== undefined && { page }),
    ...(problem && { problem }),
    loading: data === undefined && !problem,
    refresh,
  }
}
