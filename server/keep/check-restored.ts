import { readFileSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { asc, desc } from 'drizzle-orm'
import { hex } from '../../shared/crypto'
import { readCheckpoint, verifyCheckpoint } from '../../shared/log/checkpoint'
import { rootOf } from '../../shared/log/merkle'
import { fingerprint } from '../../shared/record/batch'
import { nodeCrypto, signer } from '../crypto'
import { migrationsOf } from '../db/migrate'
import { DATABASE_FILE, openSqlite } from '../db/sqlite'
import type { Store } from '../db/store'
import { Secrets } from '../keys'
import { leavesOf, missingRecords, newestCheckpoint } from '../ledger/leaves'
import { sm2Signer } from '../sm2/sm2'
import { countsOf, type Manifest } from './manifest'
import { KeepRefused } from './refused'

const damaged = (what: string) =>
  new KeepRefused('damaged', `备份打得开，但内容不对：${what}。不能用这一份，请换另一份备份`)

/** Whether this program knows everything the database went through. Throws KeepRefused `newer`. */
export function refuseNewer({ database, migrations, program }: Manifest): void {
  const known = new Set(migrationsOf(database).map(({ name }) => name))
  if (migrations.some((name) => !known.has(name)))
    throw new KeepRefused(
      'newer',
      `这份备份来自更新版本的学迹（${program}），这个版本的程序读不了。请先升级程序，再恢复同一份备份`,
    )
}

/**
 * Judges an opened backup as a server would meet it: the database is sound, holds what the manifest says, its log ends in the
 * signed checkpoint, and the keys beside it open what it encrypted. Throws KeepRefused `damaged` or `newer`.
 */
export async function checkRestored(folder: string, listed: Manifest): Promise<void> {
  refuseNewer(listed)
  const file = join(folder, DATABASE_FILE)
  const raw = new Database(file, { fileMustExist: true })
  const sound = raw.pragma('integrity_check', { simple: true })
  raw.close()
  if (sound !== 'ok') throw damaged('数据库自检（integrity_check）没有通过')
  const store = openSqlite(folder)
  try {
    await checkStore(folder, store, listed)
  } finally {
    await store.close()
  }
}

async function checkStore(folder: string, store: Store, listed: Manifest): Promise<void> {
  const counts = await countsOf(store)
  if (JSON.stringify(counts) !== JSON.stringify(listed.counts)) throw damaged('记录的条数与备份时不同')
  await checkLog(folder, store, listed)
  await checkKeys(folder, store)
}

/** The tree of the leaves is the one the log key signed. */
async function checkLog(folder: string, store: Store, listed: Manifest): Promise<void> {
  const newest = await newestCheckpoint(store)
  if (newest?.note !== listed.checkpoint) throw damaged('最近的封存点与备份时不同')
  if (!newest) return
  const { publicKey } = signer(readFileSync(join(folder, 'keys', 'log.pem'), 'utf8'))
  if (!(await verifyCheckpoint(nodeCrypto, newest.note, publicKey))) throw damaged('封存点不是用备份里的日志密钥签的')
  const { size, root } = readCheckpoint(newest.note)
  const leaves = await leavesOf(store, newest.generation)
  if (leaves.length !== size || hex(rootOf(nodeCrypto, leaves)) !== hex(root)) throw damaged('封存记录与封存点不符')
  const [missing] = await missingRecords(store)
  if (missing !== undefined) throw damaged(missing)
}

/** The first and the last ID number decrypt and are found by their index; every signing key in use is there. */
async function checkKeys(folder: string, store: Store): Promise<void> {
  const { t, read } = store
  const secrets = new Secrets(folder)
  for (const order of [asc, desc]) {
    const [person] = await read.select().from(t.person).orderBy(order(t.person.id)).limit(1)
    if (!person) break
    try {
      secrets.decrypt(person.idCipher, person.id)
    } catch {
      throw damaged('备份里的密钥解不开身份证号')
    }
  }
  const held = new Set<string>()
  for (const name of await readdir(join(folder, 'keys'))) {
    const content = () => readFileSync(join(folder, 'keys', name), 'utf8').trim()
    const key = name.endsWith('.pem') ? signer(content()) : name.startsWith('sm2-') ? sm2Signer(content()) : undefined
    if (key) held.add(fingerprint(nodeCrypto, key.publicKey))
  }
  const rows = await read.select().from(t.serviceKey)
  if (rows.some(({ id, retiredAt }) => retiredAt === null && !held.has(id))) throw damaged('缺少正在使用的签名密钥')
}
