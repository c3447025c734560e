import { eq } from 'drizzle-orm'
import { Hono } from 'hono'
import * as v from 'valibot'
import { joinRequest, type SyncAnswer } from '../../shared/api'
import { fromBase64url } from '../../shared/crypto'
import { syncBytes, verifySigned } from '../../shared/record/batch'
import { MAX_BATCH_BYTES } from '../../shared/record/entry'
import { Limit } from '../access/limit'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { Refused, readLines } from '../ledger/accept'
import { extractFor } from '../study/extract'
import { challengeFor, challengeHolds } from '../training/challenge'
import { join } from '../training/join'
import { rulesFor } from '../training/rules'
import { type Connection, type ConnectionSettings, demandSecure } from './connection'
import { limited } from './limited'

/** A batch, its signature, and the receipts handed back with it. */
const SYNC_LIMIT = MAX_BATCH_BYTES + 512 * 1024

/** The two routes devices talk to: no cookies, signed both ways. Specification: README.md. */
export function deviceRoutes(
  deps: Deps,
  connection: Connection,
  { openDeviceRoutes }: Pick<ConnectionSettings, 'openDeviceRoutes'>,
): Hono {
  const { clock } = deps
  // A classroom joins behind one address; a guesser of codes does not get far at this pace.
  const byAddress = new Limit(clock, 400, 600_000)
  const bySubject = new Limit(clock, 10, 600_000)
  const routes = new Hono()

  routes.post('/join', limited(64 * 1024, '内容太大，没有收下'), async (c) => {
    demandSecure(connection, c, '加入班级要经过加密连接（https）。请用老师给的 https 网址，或改用班级文件')
    byAddress.take(connection.address(c))
    const request = v.parse(joinRequest, await json(c.req.raw))
    const subject =
      request.by === 'code'
        ? request.code
        : request.by === 'name'
          ? `${request.classCode}/${request.name}`
          : request.replaces.chain
    bySubject.take(subject)
    return c.json(await join(deps, request))
  })

  routes.post(
    '/sync',
    limited(SYNC_LIMIT, `内容太大，一次最多 ${Math.floor(SYNC_LIMIT / 1024)} kB，请分批上交`),
    async (c) => {
      if (!openDeviceRoutes)
        demandSecure(connection, c, '上交记录要经过加密连接（https）。记录都还在本机，请告诉培训机构')
      const chain = c.req.header('xueji-chain') ?? ''
      const challenge = c.req.header('xueji-challenge') ?? ''
      const body = await c.req.text()
      const spki = await keyOf(deps, chain)
      if (!challengeHolds(deps, chain, challenge)) {
        return c.json({ code: 'challenge', message: '请用新的口令再试', challenge: challengeFor(deps, chain) }, 401)
      }
      if (
        !(await verifySigned(
          nodeCrypto,
          spki,
          c.req.header('xueji-signature') ?? '',
          syncBytes(nodeCrypto, chain, challenge, body),
        ))
      ) {
        throw new Refused('signature-refused', '请求的签名不符，没有收下')
      }
      return c.json(await sync(deps, chain, body, Number(c.req.header('xueji-rules') ?? Number.MAX_SAFE_INTEGER)))
    },
  )
  return routes
}

/** `rules`: the version of the organisation's site rules that the device has; one that names none is given none. */
async function sync(deps: Deps, chain: string, body: string, rules: number): Promise<SyncAnswer> {
  const accepted = readLines(nodeCrypto, body)
  if (accepted.parts.some((part) => part.chain !== chain)) throw new Refused('bad-request', '一次只能上交一份记录')
  const last = (await deps.ledger.submit(accepted)).at(-1)
  // The extract is folded on demand; a hand-in is answered at once, and the device asks for the figures after it.
  const extract = last ? undefined : await extractFor(deps, chain)
  const newer = last || !Number.isSafeInteger(rules) ? undefined : await newerRules(deps, chain, rules)
  const checkpoint = deps.ledger.sequencer.sealed?.note
  return {
    ...(last && { receipt: last.receipt }),
    expected: last ? last.expected : await deps.ledger.expectedOf(chain),
    ...(last?.forked && { forked: true }),
    ...(checkpoint !== undefined && { checkpoint }),
    ...(extract && { extract }),
    ...(newer && { rules: newer }),
    challenge: challengeFor(deps, chain),
  }
}

async function newerRules(deps: Deps, chain: string, known: number): Promise<SyncAnswer['rules']> {
  const { t, read } = deps.store
  const [row] = await read
    .select({ organisation: t.class.organisation })
    .from(t.chain)
    .innerJoin(t.class, eq(t.class.id, t.chain.class))
    .where(eq(t.chain.digest, chain))
  return row && rulesFor(deps, row.organisation, known)
}

/** Chain keys never change, so they are looked up once. */
const keys = new WeakMap<Deps, Map<string, Uint8Array>>()

async function keyOf(deps: Deps, chain: string): Promise<Uint8Array> {
  const known = keys.get(deps) ?? new Map<string, Uint8Array>()
  keys.set(deps, known)
  const cached = known.get(chain)
  if (cached) return cached
  const { t, read } = deps.store
  const [row] = await read.select({ spki: t.chain.spki }).from(t.chain).where(eq(t.chain.digest, chain))
  if (!row) throw new Refused('chain-unknown', '服务器不认识这份记录，请重新加入班级')
  const spki = fromBase64url(row.spki)
  if (known.size > 50_000) known.clear()
  known.set(chain, spki)
  return spki
}

export async function json(request: Request): Promise<unknown> {
  if (!/^application\/json\b/i.test(request.headers.get('content-type') ?? ''))
    throw new Refused('bad-request', '请用 application/json 提交')
  try {
    return await request.json()
  } catch {
    throw new Refused('bad-request', '提交的内容不是完整的 JSON')
  }
}
