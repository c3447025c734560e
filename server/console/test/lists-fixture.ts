import type { Hono } from 'hono'
import type { FixtureState } from './fixture'
import { handIns } from './keep-fixture'
import * as people from './people-data'
import { questions } from './reach-data'

interface Cut<Row> {
  /** What a search looks at. */
  text: (row: Row) => string
  filter?: Record<string, (row: Row) => boolean>
  sort?: Record<string, (row: Row) => string | number>
}

/** The server's lists over rows in memory: searched, filtered, sorted and cut. */
export function cut<Row>(
  rows: readonly Row[],
  query: Record<string, string>,
  { text, filter = {}, sort = {} }: Cut<Row>,
) {
  const size = Number(query.size ?? 50)
  const by = sort[query.sort ?? '']
  const turn = query.order === 'down' ? -1 : 1
  const found = rows
    .filter((row) => text(row).includes(query.search ?? ''))
    .filter((row) => filter[query.filter ?? '']?.(row) ?? true)
  if (by) found.sort((a, b) => turn * (by(a) < by(b) ? -1 : by(a) > by(b) ? 1 : 0))
  const page = Math.min(Number(query.page ?? 1), Math.max(1, Math.ceil(found.length / size)))
  return { rows: found.slice((page - 1) * size, page * size), total: found.length, page }
}

export function listRoutes(app: Hono, state: FixtureState): void {
  const find = (id: string) => state.classes.find(({ summary }) => summary.id === id)
  const full = (id: string) => (find(id)?.roster.length ?? 0) > 0

  app.get('/api/classes', (c) =>
    c.json(
      cut(
        state.classes.map(({ summary }) => summary),
        c.req.query(),
        {
          text: ({ name, code }) => name + code,
          filter: { open: (row) => row.status === 'open', closed: (row) => row.status !== 'open' },
        },
      ),
    ),
  )
  app.get('/api/people', (c) =>
    c.json(
      cut(
        state.classes
          .flatMap(({ roster, summary }) => roster.map((row) => ({ row, summary })))
          .map(({ row, summary }) => ({
            ...{ person: row.seat, name: row.name, idMasked: row.idMasked, credited: row.credited },
            seats: [
              {
                seat: row.seat,
                class: summary.id,
                className: summary.name,
                open: true,
                number: row.number,
                state: row.state,
                credited: row.credited,
              },
            ],
          })),
        c.req.query(),
        { text: ({ name, idMasked }) => name + idMasked, sort: { credited: (row) => row.credited } },
      ),
    ),
  )
  app.get('/api/classes/:id/roster', (c) =>
    c.json(
      cut(find(c.req.param('id'))?.roster ?? [], c.req.query(), {
        text: ({ number, name, idMasked }) => `${number} ${name} ${idMasked}`,
        filter: {
          waiting: (row) => row.state === 'waiting',
          joined: (row) => row.state === 'joined',
          pending: (row) => row.state === 'pending',
        },
        sort: {
          number: (row) => row.number,
          name: (row) => row.name,
          credited: (row) => row.credited,
          last: (row) => row.lastAt ?? 0,
        },
      }),
    ),
  )
  app.get('/api/classes/:id/pending', (c) =>
    c.json(cut(find(c.req.param('id'))?.pending ?? [], c.req.query(), { text: ({ name, device }) => name + device })),
  )
  app.get('/api/classes/:id/findings', (c) => {
    const rows = find(c.req.param('id'))?.summary.findings ? state.findings : []
    const weight = { serious: 0, check: 1, note: 2 }
    const of = (severity: keyof typeof weight) => rows.filter((row) => row.severity === severity).length
    const open = (row: (typeof rows)[number]) => row.severity !== 'note' && !row.settled
    const page = cut(rows, c.req.query(), {
      text: (row) => `${row.label} ${row.name ?? ''} ${row.detail}`,
      filter: {
        open,
        serious: (row) => row.severity === 'serious',
        check: (row) => row.severity === 'check',
        note: (row) => row.severity === 'note',
      },
      sort: { severity: (row) => weight[row.severity] },
    })
    return c.json({
      ...page,
      counts: { open: rows.filter(open).length, serious: of('serious'), check: of('check'), note: of('note') },
      due: 0,
    })
  })
  const appeals = (rows: typeof people.appeals, query: Record<string, string>) =>
    cut(
      rows.map((row) => ({ ...row, className: '2026 年第 3 期 电工（中级）' })),
      query,
      {
        text: ({ number, name }) => number + name,
        filter: { open: (row) => row.state === 'open', decided: (row) => row.state !== 'open' },
      },
    )
  app.get('/api/appeals', (c) => c.json(appeals(people.appeals, c.req.query())))
  app.get('/api/classes/:id/appeals', (c) =>
    c.json(appeals(full(c.req.param('id')) ? people.appeals : [], c.req.query())),
  )
  app.get('/api/classes/:id/devices', (c) =>
    c.json(cut(full(c.req.param('id')) ? people.devices : [], c.req.query(), { text: (row) => row.device })),
  )
  app.get('/api/classes/:id/attendance', (c) => {
    const { secondFactor, rows } = full(c.req.param('id')) ? people.attendance : { secondFactor: false, rows: [] }
    const own = rows.filter(({ seat }) => [seat, undefined].includes(c.req.query('seat')))
    const { filter = '', ...query } = c.req.query()
    const page = cut(
      own.filter(({ day }) => filter === '' || day === filter),
      query,
      { text: ({ number, name }) => number + name },
    )
    return c.json({ ...page, secondFactor, days: [...new Set(rows.map(({ day }) => day))] })
  })
  app.get('/api/classes/:id/hand-ins', (c) =>
    c.json(
      cut(c.req.param('id') === 'class-1' ? handIns : [], c.req.query(), {
        text: ({ number = '', name = '', by }) => number + name + by,
        filter: { late: (row) => row.late, unbound: (row) => row.number === undefined },
        sort: { number: (row) => row.number ?? '', entries: (row) => row.entries, made: (row) => row.firstAt ?? 0 },
      }),
    ),
  )
  app.get('/api/questions', (c) =>
    c.json(
      cut(questions, c.req.query(), {
        text: ({ number, name, className, text }) => number + name + className + text,
        filter: { open: (row) => row.answers.length === 0, answered: (row) => row.answers.length > 0 },
        sort: { waiting: (row) => row.answers.length, at: (row) => row.at, name: (row) => row.name },
      }),
    ),
  )
  app.get('/api/exports/*', (c) =>
    c.body('xlsx', 200, { 'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent('导出.xlsx')}` }),
  )
}
