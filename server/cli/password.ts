import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { showTime } from '../../shared/calendar/beijing'
import { rescueLink } from '../access/rescue'
import { systemClock } from '../clock'
import { openStore } from '../db/open'
import { DATABASE_FILE } from '../db/sqlite'
import { readAddress } from '../keep/choice'
import { Secrets } from '../keys'
import { plain } from './given-key'

const USAGE = `设新密码：单位唯一的管理员忘了密码时，在服务器这台电脑上运行（服务器运行时也可以）

  npx xueji password 账号 [--server 网址] [--data 数据文件夹] [--database PostgreSQL 地址] [--reset-factor]

  --server        大家打开控制台用的网址，默认为服务器上次启动时的网址
  --data          服务器的数据文件夹，默认 data（XUEJI_DATA）
  --reset-factor  手机和恢复码也丢了：登录动态码一并重置

会显示一个链接，7 天内有效，只能用一次；本单位的操作记录里会记下这件事。退出码：0 已生成；1 没有完成`

/** `xueji password`: a link to a new password, made at the server's machine. Exit code 0 or 1. */
export async function main(args: string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        server: { type: 'string' },
        data: { type: 'string' },
        database: { type: 'string' },
        'reset-factor': { type: 'boolean', default: false },
        help: { type: 'boolean' },
      },
    })
    const [login] = positionals
    if (values.help || login === undefined) {
      console.log(USAGE)
      return values.help ? 0 : 1
    }
    const dataDir = resolve(values.data ?? process.env.XUEJI_DATA ?? 'data')
    const databaseUrl = values.database ?? (process.env.DATABASE_URL || undefined)
    // Its keys are in the data folder also where the database is elsewhere: without them no link would hold.
    if (!existsSync(join(dataDir, 'keys')) || (!databaseUrl && !existsSync(join(dataDir, DATABASE_FILE))))
      throw new Error(`${dataDir} 不是学迹服务器的数据文件夹，请用 --data 指明`)
    const store = await openStore({ dataDir, databaseUrl })
    try {
      const publicUrl = values.server ?? (await readAddress({ store })) ?? 'http://127.0.0.1:8787'
      const deps = { store, secrets: new Secrets(dataDir), clock: systemClock, publicUrl }
      const { link, expiresAt } = await rescueLink(deps, login, values['reset-factor'])
      console.log(`${link}\n\n${showTime(expiresAt)} 前有效，只能用一次。请只交给 ${login} 本人，用浏览器打开。`)
      return 0
    } finally {
      await store.close()
    }
  } catch (error) {
    console.error(error instanceof Error ? plain(error) : USAGE)
    return 1
  }
}
