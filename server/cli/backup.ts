import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { keptDigests } from '../bureau/keeping/kept-digests'
import { openStore } from '../db/open'
import { DATABASE_FILE } from '../db/sqlite'
import type { Store } from '../db/store'
import { readAddress, readChoice } from '../keep/choice'
import { makeBackup, type OnStep } from '../keep/make-backup'
import { defaultKeeping } from '../keep/names'
import { type Lock, newLock } from '../keep/passphrase'
import { recordFailed, recordMade } from '../keep/records'
import { KeepRefused } from '../keep/refused'
import { plain } from './given-key'
import { askPassphrase } from './passphrase-prompt'

const USAGE = `备份：把数据库、密钥、证书加密成一个文件，写完立即打开核对（服务器运行时也可以）
收到的资料包逐个加密，放在旁边的 xueji-…-packages 文件夹，没有变的不再复制

  npx xueji backup [--to 文件夹] [--data 数据文件夹] [--database PostgreSQL 地址]

  --to                  备份放在哪里；不写就用控制台“备份”里选好的文件夹
  --data                服务器的数据文件夹，默认 data（XUEJI_DATA）
  --passphrase-file     还没有在控制台选过备份口令时，从这个文件读（或 XUEJI_BACKUP_PASSPHRASE）

退出码：0 已备份并核对；1 没有完成，以前的备份都还在`

const steps = { copy: '复制数据库', packages: '复制资料包', encrypt: '加密', write: '写入', check: '打开核对' }

/** `xueji backup`: one backup, whether the server runs or not. Exit code 0 or 1. */
export async function main(args: string[]): Promise<number> {
  try {
    const { values } = parseArgs({
      args,
      options: {
        to: { type: 'string' },
        data: { type: 'string' },
        database: { type: 'string' },
        'passphrase-file': { type: 'string' },
        help: { type: 'boolean' },
      },
    })
    if (values.help) {
      console.log(USAGE)
      return 0
    }
    const dataDir = resolve(values.data ?? process.env.XUEJI_DATA ?? 'data')
    const databaseUrl = values.database ?? (process.env.DATABASE_URL || undefined)
    if (!databaseUrl && !existsSync(join(dataDir, DATABASE_FILE)))
      throw new Error(`${dataDir} 里没有学迹的数据库，请用 --data 指明服务器的数据文件夹`)
    const store = await openStore({ dataDir, databaseUrl })
    try {
      return await backUp(store, { dataDir, databaseUrl, to: values.to, passphraseFile: values['passphrase-file'] })
    } finally {
      await store.close()
    }
  } catch (error) {
    console.error(error instanceof Error ? plain(error) : USAGE)
    if (error instanceof TypeError) console.error(`\n${USAGE}`)
    return 1
  }
}

interface Asked {
  dataDir: string
  databaseUrl: string | undefined
  to: string | undefined
  passphraseFile: string | undefined
}

async function backUp(store: Store, { dataDir, databaseUrl, to, passphraseFile }: Asked): Promise<number> {
  const chosen = await readChoice({ store })
  const known = chosen?.choice === 'folder' ? chosen : undefined
  const folder = to === undefined ? known?.folder : resolve(to)
  if (folder === undefined) throw new Error('还没有选择备份文件夹，请用 --to 指明，或在控制台“备份”里选好')
  const lock = known?.lock ?? (await typedLock(passphraseFile))
  const startedAt = Date.now()
  const ran = () => ({ startedAt, finishedAt: Date.now(), folder, askedBy: 'command' })
  try {
    const made = await makeBackup(
      {
        dataDir,
        databaseUrl,
        folder,
        lock,
        keeping: known?.keeping ?? defaultKeeping,
        packages: await keptDigests(store),
        address: (await readAddress({ store })) ?? '网址见恢复单',
        now: startedAt,
      },
      shown(),
    )
    await recordMade(store, ran(), made)
    console.log(`\n✓ 已备份并打开核对：${join(folder, made.name)}`)
    console.log(`  ${made.bytes} 字节，学习记录 ${made.counts.entries} 条，回执 ${made.counts.receipts} 个`)
    console.log(`  SHA-256 ${made.sha256}`)
    const { all, copied, lacking } = made.packages
    if (all > 0)
      console.log(`  收到的资料包 ${all} 个，这次新复制 ${copied} 个${lacking > 0 ? `，没有备份 ${lacking} 个` : ''}`)
    for (const old of made.removed) console.log(`  按保留天数删去较早的 ${old}`)
    return 0
  } catch (error) {
    if (!(error instanceof KeepRefused)) throw error
    await recordFailed(store, ran(), error.message)
    console.error(`\n✗ ${error.message}`)
    return 1
  }
}

async function typedLock(file: string | undefined): Promise<Lock> {
  console.log('还没有在控制台选过备份口令。请现在定一个；没有它谁也打不开备份，请记在安全的地方。')
  const passphrase = await askPassphrase('备份口令：', file)
  if (process.stdin.isTTY && file === undefined && passphrase !== (await askPassphrase('再输一次：', undefined)))
    throw new Error('两次输入的口令不一样')
  return newLock(passphrase)
}

/** One line a step; percent where there is something to see. */
function shown(): OnStep {
  let last = ''
  return (step, done, all) => {
    const percent = all > 1 ? Math.floor((done / all) * 100) : 0
    const text = `${steps[step]} ${all > 1 ? `${percent}%` : ''}`
    if (text === last) return
    last = text
    if (process.stdout.isTTY) process.stdout.write(`\r${text.padEnd(40)}`)
    else if (percent % 25 === 0) console.log(text)
  }
}
