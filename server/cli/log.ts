import { readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { fingerprint } from '../../shared/record/batch'
import { NoAnswer } from '../ask-server'
import { nodeCrypto } from '../crypto'
import { HttpSource, writeLogFile } from '../witness/source'
import { plain } from './given-key'

const USAGE = `封存日志：告诉备查方密钥；没有网络时用文件往来（在能访问服务器的电脑上运行）：

  npx xueji log key    [--server http://127.0.0.1:8787]      显示日志密钥指纹，书面告诉备查方
  npx xueji log export --out 封存日志.json [--server http://127.0.0.1:8787] [--from 代/条数]
  npx xueji log import 见证.txt [--server http://127.0.0.1:8787]`

/** `xueji log`: the key's fingerprint, the file for a witness without network, and the way back. Exit code 0, or 2 where it could not be done. */
export async function main(args: string[]): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        server: { type: 'string', default: 'http://127.0.0.1:8787' },
        out: { type: 'string' },
        from: { type: 'string', multiple: true },
      },
    })
    const [command, file] = positionals
    const source = new HttpSource(values.server)
    if (command === 'key') {
      console.log(`日志密钥指纹：${fingerprint(nodeCrypto, await source.key())}`)
      return 0
    }
    if (command === 'export' && values.out) {
      writeFileSync(values.out, await writeLogFile(source, (values.from ?? []).map(placeOf)))
      console.log(
        `已写入 ${values.out}，请交给备查方：npx xueji witness --in ${values.out} --key 日志密钥指纹 --out 见证.txt`,
      )
      return 0
    }
    if (command === 'import' && file) {
      const { stored, restored } = await source.deliver(readFileSync(file, 'utf8'))
      console.log(
        restored
          ? '备查方见过的封存点已不在本机：日志自备份恢复，另起一代'
          : stored > 0
            ? '见证已收下'
            : '这个见证以前已收下',
      )
      return 0
    }
    throw new Error(USAGE)
  } catch (error) {
    console.error(
      error instanceof NoAnswer ? `没有完成：${error.message}` : error instanceof Error ? plain(error) : USAGE,
    )
    return 2
  }
}

function placeOf(text: string): { generation: number; size: number } {
  const [, generation, size] = /^(\d{1,9})\/([1-9]\d{0,14})$/.exec(text) ?? []
  if (!generation || !size) throw new Error('--from 应像 0/1200：第 0 代、1200 条')
  return { generation: Number(generation), size: Number(size) }
}
