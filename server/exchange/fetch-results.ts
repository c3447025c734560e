import { randomUUID } from 'node:crypto'
import { and, asc, eq, type SQL } from 'drizzle-orm'
import { sha256Hex, utf8 } from '../../shared/crypto'
import type { ExchangeAnswer } from '../../shared/exchange/answers'
import { questionText, signQuestion } from '../../shared/exchange/question'
import { type Actor, requireRole } from '../access/actor'
import { NoAnswer } from '../ask-server'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import type { Say } from '../jobs'
import { Refused } from '../ledger/accept'
import { demandBureau, type KeptBureau, keysOf, reachBureau } from './kept-bureau'
import { noteAnswers } from './note'
import { takeStatement } from './take-statement'

/** Answers to one round of questions; a bureau has no more to say about one 单位. */
const MOST_ANSWERS = 200
/** Statements that wait, and as many that were refused before, in a round. */
const MOST_AGAIN = 200

/**
 * 取回人社局的结果: asks what became of what was sent and what was signed since the last answer, keeps every statement as it came, and takes each by the
 * import of its kind; one that is not taken holds up no other, and is tried again the next time. Throws `conflict` where there is no answer; what was
 * kept stays.
 */
export async function fetchResults(
  deps: Deps,
  actor: Actor,
  say: Say = () => undefined,
  fetcher: typeof fetch = fetch,
): Promise<void> {
  requireRole(actor, 'hr')
  const kept = await demandBureau(deps, actor)
  try {
    say('联系人社局', 0, 0)
    await askAll(deps, actor, kept, fetcher)
    await noteLook(deps, kept, { problem: '' })
  } catch (error) {
    const said = error instanceof NoAnswer || error instanceof Refused ? error.message : '服务器出错了'
    await noteLook(deps, kept, { problem: said })
    if (!(error instanceof NoAnswer)) throw error
    throw new Refused('conflict', `没有取回${kept.name}的结果：${said}。稍后会自动再取；人社局交来的文件也可以导入`)
  } finally {
    // What came before the connection broke is taken, too.
    await takeWaiting(deps, actor, kept, say)
  }
}

async function askAll(deps: Deps, actor: Actor, kept: KeptBureau, fetcher: typeof fetch): Promise<void> {
  const server = await reachBureau(deps, kept, fetcher)
  const { keys, clock, store } = deps
  const { exchangeLook } = store.t
  const { bureau } = kept
  const { organisation } = actor
  const [look] = await store.read.select().from(exchangeLook).where(eq(exchangeLook.kept, kept.id))
  let after = look?.until ?? ''
  for (let turn = 0; turn < MOST_ANSWERS; turn++) {
    const signer = await keys.package(organisation)
    const question = await signQuestion(nodeCrypto, signer, { bureau, organisation, after, at: clock.now() })
    const answer = await server.question(questionText(question))
    await keepStatements(deps, kept, answer)
    await noteAnswers(deps, kept, answer.deliveries)
    // What is asked after next: only once everything before it is kept.
    await noteLook(deps, kept, { until: answer.until })
    if (!answer.more || answer.until === after) return
    after = answer.until
  }
}

/** Each once, as it came, also where its address was confirmed anew. */
async function keepStatements(
  { store, clock }: Deps,
  { id: kept, organisation, bureau }: KeptBureau,
  { statements }: ExchangeAnswer,
): Promise<void> {
  const { exchangeStatement, exchangeTaken, exchangeBureau } = store.t
  await store.tx(async (q) => {
    for (const { kind, at: signedAt, text: statement } of statements) {
      const [id, at] = [randomUUID(), clock.now()]
      const hash = sha256Hex(nodeCrypto, utf8(statement))
      const before = await q
        .select({ id: exchangeStatement.id })
        .from(exchangeStatement)
        .innerJoin(exchangeBureau, eq(exchangeBureau.id, exchangeStatement.kept))
        .where(
          and(
            ...[eq(exchangeStatement.organisation, organisation), eq(exchangeStatement.hash, hash)],
            eq(exchangeBureau.bureau, bureau),
          ),
        )
      if (before.length > 0) continue
      const row = { id, organisation, kept, hash, kind, statement, signedAt, at }
      const put = await q
        .insert(exchangeStatement)
        .values(row)
        .onConflictDoNothing()
        .returning({ id: exchangeStatement.id })
      if (put.length > 0) await q.insert(exchangeTaken).values({ statement: id, state: 'waiting', reason: '', at })
    }
  })
}

async function noteLook(
  { store, clock }: Deps,
  { id: kept }: KeptBureau,
  set: { until?: string; problem?: string },
): Promise<void> {
  const at = clock.now()
  await store.tx((q) =>
    q
      .insert(store.t.exchangeLook)
      .values({ kept, until: '', problem: '', ...set, at })
      .onConflictDoUpdate({ target: store.t.exchangeLook.kept, set: { ...set, at } }),
  )
}

/**
 * What is not taken yet, whether it waits or was refused, in the order in which it was signed. Where more was refused than a round tries, what was not
 * tried for the longest time.
 */
async function takeWaiting(deps: Deps, actor: Actor, kept: KeptBureau, say: Say): Promise<void> {
  const { store, clock } = deps
  const { exchangeTaken: taken } = store.t
  const isOf = await keysOf(deps, kept)
  const waiting = await toTake(store, kept)
  for (const [i, { id, kind, text }] of waiting.entries()) {
    say('取回（份）', i, waiting.length)
    const result = await takeStatement(deps, actor, isOf, { kind, text })
    const { state, reason, plan = null, claim = null } = result
    const where = eq(taken.statement, id)
    await store.tx(async (q) => {
      const [before] = await q.select().from(taken).where(where)
      const same = before?.state === state && before.reason === reason
      // Whoever saw that it was not taken has not seen that it now is.
      const set = same ? {} : { state, reason, plan, claim, seenBy: null, seenAt: null }
      await q
        .update(taken)
        .set({ ...set, at: clock.now() })
        .where(where)
    })
  }
}

async function toTake({ t, read }: Deps['store'], { organisation, bureau }: KeptBureau) {
  const { exchangeStatement: came, exchangeTaken: taken, exchangeBureau } = t
  const most = (state: 'waiting' | 'refused', ...order: SQL[]) =>
    read
      .select({ id: came.id, kind: came.kind, text: came.statement, signedAt: came.signedAt, at: came.at })
      .from(came)
      .innerJoin(taken, eq(taken.statement, came.id))
      .innerJoin(exchangeBureau, eq(exchangeBureau.id, came.kept))
      .where(
        and(
          ...[eq(exchangeBureau.organisation, organisation), eq(exchangeBureau.bureau, bureau)],
          eq(taken.state, state),
        ),
      )
      .orderBy(...order, asc(came.signedAt), asc(came.at))
      .limit(MOST_AGAIN)
  const rows = [...(await most('waiting')), ...(await most('refused', asc(taken.at)))]
  return rows.sort((a, b) => a.signedAt - b.signedAt || a.at - b.at)
}
