import { createHash, randomUUID } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { DATABASE_FILE } from '../../server/db/sqlite'
import { hex } from './invented'

export const PEOPLE = 100_000
export const ENTRIES = 5_000_000
const EACH = ENTRIES / PEOPLE
/** Longer than what the index bridges. */
const PAUSE = 40_000
const CLAIMS = 1000
const FIRMS = 200
const MINUTE = 60_000
const DAY = 86_400_000
const BEGAN = Date.parse('2026-03-02T00:00:00Z')
/** As long as a real one. */
const idIndex = (i: number) => createHash('sha256').update(`id ${i}`).digest('base64url')
/** The same invented numbers in every run: 32 bits mixed. */
function invented(i: number, below: number): number {
  let x = Math.imul(i ^ (i >>> 16), 0x45d9f3b)
  x = Math.imul(x ^ (x >>> 16), 0x45d9f3b)
  return Math.floor((((x ^ (x >>> 16)) >>> 0) / 2 ** 32) * below)
}

/**
 * What a bureau holds of 100,000 people in 1,000 claims of 200 organisations, put straight into the tables: 50 entries each, none of which
 * follows another closely enough to be one stretch with it, so that every entry is a row of its own; six habits and four prints each.
 */
export function seedHeld(dataDir: string, organisation: string): void {
  const db = new Database(`${dataDir}/${DATABASE_FILE}`)
  const put = (table: string, columns: number) =>
    db.prepare(`INSERT INTO ${table} VALUES (${Array(columns).fill('?').join(', ')})`)
  const interval = put('bureau_interval', 5)
  const habit = put('bureau_habit', 6)
  const print = put('bureau_print', 3)
  const identity = put('bureau_identity', 3)
  const trace = put('bureau_trace', 7)
  const reading = put('bureau_reading', 7)
  const rows = new ClaimRows(db, organisation)
  for (let f = 0; f < FIRMS; f++) rows.firm(`firm-${f}`)
  for (let c = 0; c < CLAIMS; c++) {
    db.exec('BEGIN')
    rows.claim(`claim-${c}`, `firm-${c % FIRMS}`, c)
    reading.run(c + 1, organisation, `claim-${c}`, 1, `firm-${c % FIRMS}`, `package-${c}`, BEGAN)
    for (let n = 0; n < PEOPLE / CLAIMS; n++) {
      const i = c * (PEOPLE / CLAIMS) + n + 1
      const subject = rows.person(`claim-${c}`, n, idIndex(i))
      identity.run(i, organisation, idIndex(i))
      trace.run(
        i,
        c + 1,
        i,
        subject,
        'chain',
        Buffer.from(hex(`chain ${i}`, 64), 'hex'),
        Buffer.from(hex(`device ${i}`, 32), 'hex'),
      )
      for (let e = 0; e < EACH; e++) {
        const from = startOf(i, Math.floor(e / 10)) + (e % 10) * (5 * MINUTE + PAUSE)
        interval.run(i, from, i, from + 5 * MINUTE - invented(e, 900), e + 3)
      }
      for (let h = 0; h < 6; h++) {
        const [length, next] = [
          20 * MINUTE + invented(i * 7 + h, 100 * MINUTE),
          2 * 3_600_000 + invented(i * 11 + h, DAY),
        ]
        habit.run(Math.floor(length / 10_000) * 2 ** 20 + Math.floor(next / 10_000), i, h * 10, length, next, 1)
      }
      for (let p = 0; p < 4; p++) print.run(invented(i * 13 + p, 2 ** 47), i, p * 12)
    }
    db.exec('COMMIT')
  }
  db.close()
}

/** When a held person begins on the nth day. */
const startOf = (i: number, day: number): number => BEGAN + day * DAY + invented(i * 5 + day, 8 * 3_600_000)

/** A claim that comes in: people nobody has met, but for one in ten who is held and studied elsewhere at the same time. */
export function seedNew(dataDir: string, organisation: string, claim: string, trainees: number, hours: number): number {
  const db = new Database(`${dataDir}/${DATABASE_FILE}`)
  const rows = new ClaimRows(db, organisation)
  const folder = `${dataDir}/${claim}/data/classes/class-1`
  mkdirSync(`${folder}/chains`, { recursive: true })
  db.exec('BEGIN')
  rows.firm(`firm-of-${claim}`)
  rows.claim(claim, `firm-of-${claim}`, 0)
  const bindings: object[] = []
  let entries = 0
  for (let n = 0; n < trainees; n++) {
    const unknown = PEOPLE + trainees * 10 + n
    const held = n % 10 === 0 ? 1 + trainees + n * 97 : undefined
    rows.person(claim, n, idIndex(held ?? unknown))
    const [chain, of] = [hex(`${claim} ${n}`, 64), hex(`binding ${claim} ${n}`, 32)]
    bindings.push({ claim: of, seat: `seat-${n}`, from: 0, how: 'code' })
    const lines = chainLines(chain, of, held ?? unknown, hours)
    entries += lines.length
    writeFileSync(`${folder}/chains/${chain}.ndjson`, lines.join(''))
  }
  db.exec('COMMIT')
  db.close()
  writeFileSync(`${dataDir}/${claim}/data/claim.json`, JSON.stringify({ classes: [{ class: 'class-1' }] }))
  writeFileSync(`${folder}/facts.json`, JSON.stringify({ bindings, attended: [], imported: [] }))
  return entries
}

/** Two hours a day in entries of five minutes, a lesson an hour, a pause each quarter. */
function chainLines(chain: string, claim: string, i: number, hours: number): string[] {
  const body = {
    ...{ build: '0.1.0 chrome/156', claim, class: 'class-1', consent: '2026-11' },
    ...{ device: hex(`device of ${chain}`, 32), organisation: 'o' },
  }
  const lines = [`${JSON.stringify({ at: BEGAN, body, chain, kind: 'join', seq: 0, v: 1 })}\n`]
  for (let e = 0; e < hours * 12; e++) {
    const from = startOf(i, Math.floor(e / 24)) + (e % 24) * 5 * MINUTE + Math.floor((e % 24) / 3) * PAUSE
    const [media, ms] = [(e % 12) * 5 * MINUTE + invented(i + e, 900), 5 * MINUTE - invented(i * 3 + e, 900)]
    const span = {
      ...{ from: media, gap: 5012, ms, muted: false, pip: false, rate: 1000, samples: 61, to: media + ms },
      ...{ visible: true, wall: from },
    }
    const view = hex(`view ${chain} ${Math.floor(e / 12)}`, 64)
    const line = { at: from + ms, body: { spans: [span], view }, chain, kind: 'watch', prev: view, seq: e + 1, v: 1 }
    lines.push(`${JSON.stringify(line)}\n`)
  }
  return lines
}

/** Rows of a claim and its people as an import leaves them, without what checks do not read. */
class ClaimRows {
  readonly #firm
  readonly #claim
  readonly #person

  constructor(
    db: Database.Database,
    readonly organisation: string,
  ) {
    this.#firm = db.prepare(`INSERT INTO bureau_firm VALUES (?, ?, 'institution', ?, '', '', '-', 0)`)
    this.#claim = db.prepare(
      `INSERT INTO bureau_claim VALUES (?, ?, ?, 'package', '', '', ?, '', 1, 'received', ?, 100, 0, '', ?, 0)`,
    )
    this.#person = db.prepare(
      `INSERT INTO bureau_person VALUES (?, ?, 1, ?, 'class-1', '第一期', ?, ?, ?, '', ?, '', '', '', ?, '五级', '', '2026-03-02', '2026-06-30', '60.00', 0, NULL, '{}', NULL)`,
    )
  }

  firm(id: string): void {
    this.#firm.run(id, this.organisation, id)
  }

  claim(id: string, firm: string, at: number): void {
    this.#claim.run(id, this.organisation, firm, `受理 ${id}`, `package-of-${id}`, at)
  }

  person(claim: string, n: number, index: string): string {
    const id = randomUUID()
    const number = String(n + 1)
    this.#person.run(id, claim, n, `seat-${n}`, number, `学员${n}`, index, `职业${invented(n, 40)}`)
    return id
  }
}
