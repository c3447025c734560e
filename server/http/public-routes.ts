import { join } from 'node:path'
import { serveStatic } from '@hono/node-server/serve-static'
import { type Context, Hono } from 'hono'
import * as v from 'valibot'
import { Limit } from '../access/limit'
import { noticeOf, runningNotices } from '../bureau/publicity/notices'
import { type PublicNotice, publicityListPage, publicityPage } from '../bureau/publicity/public-page'
import { paperOfPublicity } from '../bureau/publicity/publicity-paper'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { publicPeople } from '../lists/public-people'
import type { Connection } from './connection'
import { download, XLSX } from './download'

const SIZE = 200
const asked = v.object({
  q: v.optional(v.pipe(v.string(), v.maxLength(60)), ''),
  page: v.optional(v.pipe(v.string(), v.regex(/^[1-9]\d{0,5}$/), v.transform(Number)), '1'),
})
const css = join(import.meta.dirname, '../bureau/publicity/public/publicity.css')

/** 公示 for everybody: no session, no cookie. Names are there while the period runs and no longer. Specification: server/bureau/README.md. */
export function publicRoutes(deps: Deps, connection: Connection): Hono {
  const routes = new Hono()
  // Whole offices share one address; nobody needs to turn more pages than this.
  const byAddress = new Limit(deps.clock, 300, 600_000)
  // A paper of thousands takes seconds to make.
  const papers = new Limit(deps.clock, 20, 600_000)

  routes.get('/publicity.css', serveStatic({ path: css }))
  routes.get('/', async (c) => {
    byAddress.take(connection.address(c))
    return page(c, publicityListPage(await runningNotices(deps)))
  })
  routes.get('/:id', async (c) => {
    byAddress.take(connection.address(c))
    const notice = await noticeOf(deps, c.req.param('id'))
    const { q: search, page: at } = v.parse(asked, c.req.query())
    const people = notice.shown
      ? await publicPeople(deps, notice.record.id, { page: at, size: SIZE, search, filter: 'shown' })
      : { rows: [], total: 0, page: 1 }
    return page(c, publicityPage(notice, people, SIZE, search))
  })
  routes.get('/:id/list.pdf', (c) => paper(c, 'pdf'))
  routes.get('/:id/list.xlsx', (c) => paper(c, 'xlsx'))
  return routes

  async function paper(c: Context, kind: 'pdf' | 'xlsx'): Promise<Response> {
    papers.take(connection.address(c))
    const { record, bureau } = demandShown(await noticeOf(deps, c.req.param('id') ?? ''))
    const { file, name } = await paperOfPublicity(deps, record, bureau, kind)
    return download(c, file, name, kind === 'pdf' ? 'application/pdf' : XLSX)
  }
}

function demandShown(notice: PublicNotice): PublicNotice {
  if (!notice.shown) throw new Refused('not-found', '公示期满，名单不再显示')
  return notice
}

const page = (c: Context, text: string): Response => c.html(text, 200, { 'Cache-Control': 'no-store' })
