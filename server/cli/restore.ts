import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { showTime } from '../../shared/calendar/beijing'
import { type Proven, proven } from '../keep/proven'
import { KeepRefused } from '../keep/refused'
import { restore } from '../keep/restore'
import { plain } from './given-key'
import { askPassphrase } from './passphrase-prompt'

const USAGE = `恢复：把备份放进一个空的数据文件夹，然后照常启动服务器

  npx xueji restore 备份文件.zip --data 空文件夹 [--database 空的 PostgreSQL 数据库]
  npx xueji restore 备份文件.zip --check            只试开，不恢复

  --without-packages    收到的资料包（备份旁的 xueji-…-packages）不全时，仍恢复其余的
  --passphrase-file     从这个文件读备份口令（或环境变量 XUEJI_BACKUP_PASSPHRASE）；不写就在终端里输入

退出码：0 已恢复（或试开成功）；1 没有恢复，原来的东西一样没动`

/** `xueji restore`: into an empty data folder only. Exit code 0 or 1. */
export async function main(args: string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        data: { type: 'string' },
        database: { type: 'string' },
        check: { type: 'boolean' },
        'without-packages': { type: 'boolean', default: false },
        'passphrase-file': { type: 'string' },
      },
    })
    const [given, ...more] = positionals
    if (!given || more.length > 0 || (values.data === undefined && !values.check)) throw new Error(USAGE)
    const file = resolve(given)
    const passphrase = await askPassphrase('备份口令：', values['passphrase-file'])
    if (values.check) {
      report('✓ 打得开，内容核对无误', await tried(file, passphrase))
      return 0
    }
    const dataDir = resolve(values.data ?? '')
    const { database: databaseUrl } = values
    const withoutPackages = values['without-packages']
    const job = { file, passphrase, dataDir, databaseUrl, withoutPackages, now: Date.now() }
    const { packages, ...listed } = await restore(job, progress)
    report(`\n✓ 已恢复到 ${dataDir}`, { listed, packages })
    console.log(`
下一步：
  1 照常启动服务器：npm start -- --data ${dataDir}（网址、证书等选项与以前相同）
  2 备份以后的学习记录，学员的扩展联网后会自己补交；没有网络的班级请重新导入上交文件
  3 备份以后新开的班、导入的名册、答复的申请不在备份里，请核对并补录`)
    return 0
  } catch (error) {
    if (error instanceof KeepRefused) console.error(`✗ ${error.message}`)
    else console.error(error instanceof Error ? plain(error) : USAGE)
    if (error instanceof TypeError) console.error(`\n${USAGE}`)
    return 1
  }
}

async function tried(file: string, passphrase: string): Promise<Proven> {
  const folder = mkdtempSync(join(tmpdir(), 'xueji-check-'))
  try {
    return await proven(file, passphrase, folder, progress)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function report(title: string, { listed, packages }: Proven): void {
  const { at, server, address, program, counts } = listed
  console.log(title)
  console.log(`  备份时间 ${showTime(at)}，服务器 ${server}（${address}），程序版本 ${program}`)
  console.log(
    `  培训班 ${counts.classes} 个，参训人员 ${counts.seats} 人，学习记录 ${counts.entries} 条，回执 ${counts.receipts} 个`,
  )
  const { good, missing } = packages
  if (good + missing > 0)
    console.log(`  收到的资料包 ${good} 个${missing > 0 ? `；缺 ${missing} 个，没有备份或已损坏` : ''}`)
}

let shown = -1
function progress(done: number, all: number): void {
  const percent = Math.floor((done / Math.max(1, all)) * 10) * 10
  if (percent === shown || !process.stdout.isTTY) return
  shown = percent
  process.stdout.write(`\r打开核对 ${percent}%`)
}
