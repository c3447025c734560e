import { and, asc, eq, lte, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import type { Canonical } from '../../shared/record/canonical'
import type { Entry, Verified } from '../../shared/record/entry'
import type { EntryRow, Queries, Store } from '../db/store'

type Envelope = Pick<Entry, 'at' | 'chain' | 'kind' | 'seq' | 'v'> & { prev?: string | null | undefined }

/** What stands around the body in an entry's line: RFC 8785 leaves one way only to write it. */
function frame({ at, chain, kind, prev, seq, v }: Envelope): [string, string] {
  const link = prev ? `,"prev":"${prev}"` : ''
  return [`{"at":${at},"body":`, `,"chain":"${chain}","kind":${JSON.stringify(kind)}${link},"seq":${seq},"v":${v}}`]
}

/** What is stored of an entry: what its chain and the entry before do not say. `chain` is the surrogate id; `opens`: the entry before stands in another branch. */
export function entryRow(chain: number, branch: number, entry: Entry, opens: boolean): EntryRow {
  const { at, hash, kind, line, prev, seq, v } = entry
  const [before, behind] = frame(entry)
  const body = line.slice(before.length, line.length - behind.length)
  return { chain, seq, branch, hash, kind, at, v, body, prev: opens ? (prev ?? null) : null }
}

/** The exact lines of a branch's entries as they were signed, in order, up to `through` and where `only` holds. */
export async function entryLines(
  { t, read }: { t: Store['t']; read: Queries },
  chain: number,
  {
    branch = 0,
    through = Number.MAX_SAFE_INTEGER,
    only,
  }: { branch?: number; through?: number; only?: SQL | undefined } = {},
): Promise<string[]> {
  const before = alias(t.entry, 'before')
  const rows = await read
    .select({ entry: t.entry, digest: t.chain.digest, before: before.hash })
    .from(t.entry)
    .innerJoin(t.chain, eq(t.chain.id, t.entry.chain))
    .leftJoin(
      before,
      and(eq(before.chain, t.entry.chain), eq(before.branch, t.entry.branch), eq(before.seq, sql`${t.entry.seq} - 1`)),
    )
    .where(and(eq(t.entry.chain, chain), eq(t.entry.branch, branch), lte(t.entry.seq, through), only))
    .orderBy(asc(t.entry.seq))
  return rows.map(({ entry, digest, before }) => {
    const [start, end] = frame({ ...entry, chain: digest, prev: entry.prev ?? before })
    return start + entry.body + end
  })
}

/** What a branch's entries say, in order, where `only` holds: they were verified when they came, and are not hashed again. */
export async function storedEntries(
  { t, read }: { t: Store['t']; read: Queries },
  chain: { id: number; digest: string },
  { through = Number.MAX_SAFE_INTEGER, only }: { through?: number; only?: SQL | undefined } = {},
): Promise<Verified[]> {
  const { v, seq, at, kind, body, hash } = t.entry
  const rows = await read
    .select({ v, seq, at, kind, body, hash })
    .from(t.entry)
    .where(and(eq(t.entry.chain, chain.id), eq(t.entry.branch, 0), lte(t.entry.seq, through), only))
    .orderBy(asc(t.entry.seq))
  return rows.map((row) => ({ ...row, chain: chain.digest, body: bodyOf(row.body) }))
}

/** Stored bodies were canonical objects when they came. */
const bodyOf = (text: string): { readonly [key: string]: Canonical | undefined } => JSON.parse(text)
