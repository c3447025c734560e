import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { showTime } from '../../shared/calendar/beijing'
import { readCheckpoint } from '../../shared/log/checkpoint'
import { witnessKeyText } from '../../shared/log/cosignature'
import { fingerprint } from '../../shared/record/batch'
import { NoAnswer } from '../ask-server'
import { systemClock } from '../clock'
import { nodeCrypto } from '../crypto'
import { lockDataDir } from '../data-lock'
import { showKnown } from '../witness/look'
import { Memory, MemoryBroken } from '../witness/memory'
import { type Observed, observe, type Self } from '../witness/observe'
import { isWitnessName, openSelf, witnessName } from '../witness/self'
import { FileSource, HttpSource, type LogSource } from '../witness/source'
import { type GivenKey, givenKey, plain } from './given-key'

const USAGE = `备查：保存并见证一个单位的封存日志，发现分叉、变短就拒绝

  npx xueji witness --name 备查方名称                                   生成备查密钥，显示公钥
  npx xueji witness --log 网址 --key 日志密钥指纹或公钥文件 [--every 1h]   联网备查
  npx xueji witness --in 封存日志.json --key … --out 见证.txt            用文件备查

  --data 文件夹   备查方自己的数据，默认 data（密钥和见过的封存点在其中的 witness/）
  --every 1h      每隔一段时间备查一次（m 分、h 小时、d 天），Ctrl-C 停止
  内网自签证书：先设置环境变量 NODE_EXTRA_CA_CERTS=单位的 ca.crt

退出码：0 已见证；1 拒绝见证；2 没有完成（连不上、参数不对）`

const GOOD = 0
const REFUSED = 1
const NOT_DONE = 2

/** `xueji witness`: looks at a log, keeps and cosigns what it shows; refuses a log that was cut or rewritten. */
export async function main(args: string[]): Promise<number> {
  try {
    const { values } = parseArgs({
      args,
      options: {
        name: { type: 'string' },
        log: { type: 'string' },
        key: { type: 'string' },
        in: { type: 'string' },
        out: { type: 'string' },
        data: { type: 'string' },
        every: { type: 'string' },
      },
    })
    const folder = join(values.data ?? 'data', 'witness')
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    const unlock = locked(folder)
    try {
      const self = await identity(folder, values.name)
      if (!values.log && !values.in) return introduce(self)
      const key = givenKey(
        values.key ?? fail('请用 --key 给出日志密钥指纹。应由单位书面提供，不能取自它的服务器'),
        '--key',
      )
      const { in: file, out, log } = values
      if (file) {
        const source = new FileSource(readFileSync(file, 'utf8'))
        return await once(source, key, folder, self, async (cosigned) => {
          writeFileSync(out ?? fail('请用 --out 给出见证文件的名字'), cosigned)
          console.log(`见证已写入 ${out}，请交回单位：npx xueji log import ${out} --server 服务器网址`)
        })
      }
      const source = new HttpSource(addressOf(log ?? ''))
      const look = () => once(source, key, folder, self, (cosigned) => delivered(source, cosigned), source)
      return values.every === undefined ? await look() : await repeat(look, every(values.every))
    } finally {
      unlock()
    }
  } catch (error) {
    console.error(error instanceof Error ? plain(error) : USAGE)
    if (error instanceof TypeError) console.error(`\n${USAGE}`)
    return NOT_DONE
  }
}

/** One look; `show` is told what the log lost where it can be reached. */
async function once(
  source: LogSource,
  given: GivenKey,
  folder: string,
  self: Self,
  deliver: (cosigned: string) => Promise<void>,
  online?: HttpSource,
): Promise<number> {
  try {
    const key = given.key ?? (await source.key())
    if (fingerprint(nodeCrypto, key) !== given.fingerprint) {
      console.log('✗ 拒绝见证：服务器的日志公钥不是您指定的那一把')
      return REFUSED
    }
    const memory = new Memory(join(folder, `${given.fingerprint}.ndjson`))
    const observed = await observe({ crypto: nodeCrypto, clock: systemClock, source, key, memory }, self)
    if (observed.verdict === 'refused') return await refused(observed, memory, online)
    const { origin, size } = readCheckpoint(observed.cosigned)
    console.log(`✓ ${showTime(observed.at)} 已见证 ${origin}：${size} 条，与以前见过的一致`)
    for (const finding of observed.findings) console.log(`  疑点：${finding}`)
    await deliver(observed.cosigned)
    return GOOD
  } catch (error) {
    if (!(error instanceof NoAnswer || error instanceof MemoryBroken)) throw error
    console.error(`没有完成备查：${error.message}`)
    return NOT_DONE
  }
}

async function refused(
  observed: Extract<Observed, { verdict: 'refused' }>,
  { file }: Memory,
  online: HttpSource | undefined,
): Promise<number> {
  const { sentence, known } = observed
  console.log(`✗ 拒绝见证：${sentence}`)
  console.log(`  两份封存点都保存在 ${file}${known ? '，都有对方日志密钥的签名，可作证据' : ''}`)
  if (online && (await showKnown(online, observed)))
    console.log('  已向对方服务器出示本方见过的封存点：它承认日志自备份恢复，另起一代。下次备查时核对')
  return REFUSED
}

async function delivered(source: HttpSource, cosigned: string): Promise<void> {
  const { stored } = await source.deliver(cosigned)
  console.log(stored > 0 ? '  见证已交给对方服务器' : '  对方服务器已有本方对这个封存点的见证')
}

function introduce({ name, key }: Self): number {
  console.log(`备查方：${name}`)
  console.log(`备查公钥：${witnessKeyText(nodeCrypto, { name, spki: key.publicKey })}`)
  console.log('请交给单位（服务器设置 --witness），并交给核验资料包的人（xueji verify --witness）')
  return GOOD
}

async function identity(folder: string, given: string | undefined): Promise<Self> {
  const place = { folder, of: '' }
  const name =
    witnessName(place) ?? given ?? fail(`第一次使用请先给备查方起名：npx xueji witness --name 名称\n\n${USAGE}`)
  if (!isWitnessName(name)) fail('备查方名称不能有空格和加号，最多 100 字')
  if (given !== undefined && given !== name) fail(`这里的备查方叫“${name}”，名称不能改；另一备查方请用另一个 --data`)
  return openSelf(place, name)
}

function locked(folder: string): () => void {
  try {
    return lockDataDir(folder)
  } catch {
    return fail(`${folder} 正被另一个备查程序使用`)
  }
}

function addressOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url && /^https?:$/.test(url.protocol) ? url.origin : fail(`--log 应是网址，现在是“${text}”`)
}

const UNITS = new Map([
  ['m', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
])

function every(text: string): number {
  const [, count, unit = ''] = /^([1-9]\d{0,3})([mhd])$/.exec(text) ?? []
  const ms = UNITS.get(unit)
  return count && ms ? Number(count) * ms : fail('--every 应像 30m、1h、1d')
}

/** Until it is stopped: what was refused or could not be reached is looked at again. */
async function repeat(look: () => Promise<number>, ms: number): Promise<number> {
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort())
  process.once('SIGTERM', () => stop.abort())
  let code = NOT_DONE
  while (!stop.signal.aborted) {
    code = await look()
    await sleep(ms, undefined, { signal: stop.signal }).catch(() => undefined)
  }
  return code
}

function fail(message: string): never {
  throw new Error(message)
}
