import { type Context, Hono } from 'hono'
import { stream } from 'hono/streaming'
import * as v from 'valibot'
import {
  changeRequest,
  comparisonRequest,
  hitListRequest,
  noticeRequest,
  type RosterReport,
  rosterChoices,
} from '../../shared/api/roster'
import { rosterRules } from '../../shared/people/roster-rules'
import { requireRole } from '../access/actor'
import type { Deps } from '../deps'
import { Refused } from '../ledger/accept'
import { classOf } from '../training/class-of'
import { changeRoster } from '../training/roster/change-roster'
import { comparisonFile } from '../training/roster/comparison'
import { correctedCopy } from '../training/roster/corrected-copy'
import { seatDetails } from '../training/roster/details'
import { classHits, hitLists, importHitList, removeHitList } from '../training/roster/hit-lists'
import { importRoster } from '../training/roster/import-roster'
import { changeSheetOf, classChanges } from '../training/roster/list-changes'
import { noteNotice } from '../training/roster/record-change'
import { rosterRulesOf, setRosterRules } from '../training/roster/rules'
import { rosterTemplate } from '../training/roster/template'
import type { Env } from './decision-routes'
import { json } from './device-routes'
import { download, XLSX } from './download'
import { errorAnswerOf } from './errors'
import { limited } from './limited'

const UPLOAD_LIMIT = 20 * 1024 * 1024

/** Console routes of rosters: import, 名册变更, lists to compare with. Behind the session. */
export function rosterRoutes(deps: Deps): Hono<Env> {
  const routes = new Hono<Env>()
  const actor = (c: Context<Env>) => c.get('actor')
  const upload = () => limited(UPLOAD_LIMIT, '文件超过 20 MB。请只留名册这一张表，或分成几个文件上传')
  const body = async (c: Context) => new Uint8Array(await c.req.arrayBuffer())

  routes.get('/classes/:id/roster-template', async (c) => {
    requireRole(actor(c), 'hr')
    const { kind, organisation } = actor(c)
    const { type } = (await classOf(deps.store, c.req.param('id'), organisation)).plan
    return download(c, await rosterTemplate({ kind, type }), '学员名册模板.xlsx', XLSX)
  })
  routes.post('/classes/:id/roster', upload(), async (c) => {
    const input = {
      class: c.req.param('id'),
      file: await body(c),
      dryRun: c.req.query('dry') === '1',
      choices: choicesOf(c),
    }
    requireRole(actor(c), 'hr')
    await classOf(deps.store, input.class, actor(c).organisation)
    if (!/application\/x-ndjson/.test(c.req.header('accept') ?? ''))
      return c.json(shortened(await importRoster(deps, actor(c), input)))
    c.header('content-type', 'application/x-ndjson')
    return stream(c, async (out) => {
      const say = async (line: object) => void (await out.write(`${JSON.stringify(line)}\n`))
      try {
        const report = await importRoster(deps, actor(c), input, (step, done, of) => say({ step, done, of }))
        await say({ report: shortened(report) })
      } catch (error) {
        await say({ error: errorAnswerOf(error) })
      }
    })
  })
  routes.post('/classes/:id/roster/corrected', upload(), async (c) => {
    const input = { class: c.req.param('id'), file: await body(c), choices: choicesOf(c) }
    return download(c, await correctedCopy(deps, actor(c), input), '学员名册-标出问题.xlsx', XLSX)
  })
  routes.get('/classes/:id/changes', async (c) => c.json(await classChanges(deps, actor(c), c.req.param('id'))))
  routes.post('/classes/:id/changes', async (c) => {
    const request = v.parse(changeRequest, await json(c.req.raw))
    return c.json({ form: await changeRoster(deps, actor(c), c.req.param('id'), request) })
  })
  routes.get('/changes/:form', async (c) => c.json(await changeSheetOf(deps, actor(c), c.req.param('form'))))
  routes.post('/changes/:form/notice', async (c) => {
    await noteNotice(deps, actor(c), c.req.param('form'), v.parse(noticeRequest, await json(c.req.raw)))
    return c.json({})
  })
  routes.get('/classes/:id/hits', async (c) => c.json(await classHits(deps, actor(c), c.req.param('id'))))
  routes.post('/classes/:id/comparison', async (c) => {
    const request = v.parse(comparisonRequest, await json(c.req.raw))
    const { file, name } = await comparisonFile(deps, actor(c), c.req.param('id'), request)
    return download(c, file, name, XLSX)
  })
  routes.get('/seats/:id/details', async (c) =>
    c.json(await seatDetails(deps, actor(c), c.req.param('id'), c.req.query('clear') === '1')),
  )
  routes.get('/hit-lists', async (c) => c.json(await hitLists(deps, actor(c))))
  routes.post('/hit-lists', upload(), async (c) =>
    c.json(await importHitList(deps, actor(c), v.parse(hitListRequest, c.req.query()), await body(c))),
  )
  routes.delete('/hit-lists/:id', async (c) => {
    await removeHitList(deps, actor(c), c.req.param('id'))
    return c.json({})
  })
  routes.get('/roster-rules', async (c) => {
    requireRole(actor(c), 'auditor')
    return c.json(await rosterRulesOf(deps.store.read, deps.store, actor(c).organisation))
  })
  routes.post('/roster-rules', async (c) => {
    const rules = v.parse(rosterRules, await json(c.req.raw))
    await setRosterRules(deps, actor(c), rules)
    return c.json(rules)
  })
  return routes
}

/** What a screen shows; all of it stands in the corrected copy. */
const SHOWN = 1000

function shortened({ errors, warnings, notes = [], ...report }: RosterReport): RosterReport {
  const left = Math.max(0, (errors?.length ?? 0) - SHOWN) + Math.max(0, warnings.length - SHOWN)
  return {
    ...report,
    ...(errors && { errors: errors.slice(0, SHOWN) }),
    warnings: warnings.slice(0, SHOWN),
    notes: left === 0 ? notes : [...notes, `还有 ${left} 处没有列出，全部写在“标出问题的副本”里`],
  }
}

function choicesOf(c: Context): v.InferOutput<typeof rosterChoices> | undefined {
  const text = c.req.query('choices')
  if (text === undefined) return undefined
  try {
    return v.parse(rosterChoices, JSON.parse(text))
  } catch {
    throw new Refused('bad-request', '名册选项的格式不对，请刷新页面后重试')
  }
}
