import { type Context, Hono } from 'hono'
import { PIECE } from '../../shared/exchange/answers'
import { readDelivery } from '../../shared/exchange/delivery'
import { readQuestion } from '../../shared/exchange/question'
import { FileRefused } from '../../shared/plan/signed-file'
import type { Actor } from '../access/actor'
import { Limit } from '../access/limit'
import { admitted, type Signed } from '../bureau/counter/admitted'
import { announce } from '../bureau/counter/announce'
import { answerQuestion } from '../bureau/counter/answer'
import { finish, placeBy } from '../bureau/counter/finish'
import { counterActor, shownCounter } from '../bureau/counter/open-counter'
import type { Sending } from '../bureau/intake/packages'
import { PackageStore } from '../bureau/intake/uploads'
import { nodeCrypto } from '../crypto'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { type Connection, demandSecure } from './connection'
import { limited } from './limited'
import { tusPieces } from './tus'

/** What a 单位 sends its bureau by address, and asks it: signed statements in place of a session. Specification: shared/exchange/README.md. */
export function exchangeRoutes(deps: Deps, connection: Connection): Hono {
  const routes = new Hono()
  // Several 单位 may share a server or a way out.
  const byAddress = new Limit(deps.clock, 600, 600_000)
  const byFirm = new Limit(deps.clock, 240, 600_000)
  // A token of 256 bits cannot be guessed; a file of any size has any number of pieces.
  const guesses = new Limit(deps.clock, 60, 600_000)
  const tus = tusPieces({ path: '/exchange', store: new PackageStore(deps.packages, deps.clock) })
  const small = limited(16 * 1024, '内容太大，没有收下')

  routes.use('*', async (c, next) => {
    demandSecure(connection, c, '网络报送要经过加密连接（https）。请向人社局要 https 开头的地址')
    c.header('Cache-Control', 'no-store')
    await next()
  })
  routes.get('/:bureau', async (c) => c.json(await shownCounter(deps, await asked(c))))
  routes.post('/:bureau/deliveries', small, async (c) => {
    const actor = await asked(c)
    const notice = await read(readDelivery, c)
    return c.json(await announce(deps, actor, await firmOf(actor, notice), notice))
  })
  routes.post('/:bureau/questions', small, async (c) => {
    const actor = await asked(c)
    const question = await read(readQuestion, c)
    return c.json(await answerQuestion(deps, actor, await firmOf(actor, question), question.body.after))
  })
  // Hono answers HEAD by what is said to GET.
  routes.get('/:bureau/uploads/:delivery', async (c) => {
    await placed(c)
    return c.req.raw.method === 'HEAD' ? tus(c) : c.notFound()
  })
  routes.patch('/:bureau/uploads/:delivery', limited(PIECE, '一次最多 8 MB，请分成小段再传'), async (c) => {
    await placed(c)
    return tus(c)
  })
  routes.post('/:bureau/uploads/:delivery/end', small, async (c) => {
    const { actor, place } = await placed(c)
    return c.json(await finish(deps, actor, place))
  })
  return routes

  async function asked(c: Context): Promise<Actor> {
    byAddress.take(connection.address(c))
    return counterActor(deps, c.req.param('bureau') ?? '')
  }

  async function firmOf(actor: Actor, signed: Signed) {
    return admitted(deps, actor, signed, byFirm)
  }

  async function placed(c: Context): Promise<{ actor: Actor; place: Sending }> {
    const address = connection.address(c)
    guesses.take(address)
    const actor = await counterActor(deps, c.req.param('bureau') ?? '')
    const place = placeBy(deps, actor, c.req.param('delivery') ?? '', c.req.header('authorization'))
    guesses.forgive(address)
    return { actor, place }
  }
}

async function read<T>(by: (crypto: typeof nodeCrypto, file: string) => Promise<T>, c: Context): Promise<T> {
  try {
    return await by(nodeCrypto, await c.req.text())
  } catch (error) {
    if (error instanceof FileRefused)
      throw new Refused('file-refused', '报送通知或查询读不出，或者签名与内容不符，没有收下。请更新双方的软件后再试')
    throw error
  }
}
