import { accessSync, constants, mkdirSync, readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { networkInterfaces } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { readWitnessKey, type WitnessKey } from '../shared/log/cosignature'
import { BadSetting } from './bad-setting'
import { nodeCrypto } from './crypto'
import type { Publisher } from './deploy/publisher'
import type { S3Settings } from './media/s3-store'
import { mediaS3Of } from './media-settings'
import { publisherOf } from './publisher-settings'

/** Where and how the server runs; read once at start, then passed in. */
export interface Settings {
  port: number
  host: string
  dataDir: string
  /** Where devices and people reach the server. */
  publicUrl: string
  databaseUrl: string | undefined
  tls: { kind: 'none' } | { kind: 'files'; cert: string; key: string } | { kind: 'self' }
  /** Address of the one trusted hop in front. */
  proxy: string | undefined
  /** Device routes, and only them, may be plain HTTP inside a private network. */
  openDeviceRoutes: boolean
  /** Witnesses (备查方) whose cosignatures are kept and packed. */
  witnesses: readonly WitnessKey[]
  /** An RFC 3161 authority that is asked once a day and for each package. */
  timestampUrl: string | undefined
  /** Who publishes the extension. */
  publisher: Publisher
  /** An S3-compatible store for lecture videos. */
  mediaS3: S3Settings | undefined
}

export const usage = `学迹 Xueji

  npm start -- [选项 options]

  --port N              端口 port（默认 default 8787）                      XUEJI_PORT
  --host ADDRESS        监听地址 listen address（默认 127.0.0.1）           XUEJI_HOST
  --data FOLDER         数据文件夹 data folder（默认 ./data）               XUEJI_DATA
  --public-url URL      学员访问的网址 address people use                   XUEJI_PUBLIC_URL
  --database URL        PostgreSQL 地址（默认用内置 SQLite）                DATABASE_URL
  --tls-cert FILE --tls-key FILE   自备证书 own certificate                 XUEJI_TLS_CERT XUEJI_TLS_KEY
  --tls-self            自动生成内网证书 self-made CA for an intranet       XUEJI_TLS_SELF=1
  --behind-proxy IP     前面有可信的 HTTPS 代理 a trusted proxy in front    XUEJI_BEHIND_PROXY
  --open-device-routes  内网中允许上交记录走 http（加入班级仍需加密）       XUEJI_OPEN_DEVICE_ROUTES=1
  --witness KEY         备查方公钥（可多次）key of a witness, repeatable   XUEJI_WITNESS（空格分开）
  --timestamp-url URL   可信时间戳服务（RFC 3161）time-stamping authority  XUEJI_TIMESTAMP_URL
  --media-s3 URL        授课视频的对象存储（含存储桶）bucket for videos    XUEJI_MEDIA_S3
                        密钥只从环境变量读 keys: XUEJI_MEDIA_S3_KEY, _SECRET, _REGION
  --store NAME=URL      扩展的商店页面（chrome edge firefox 360，可多次）  XUEJI_STORES（空格分开）
                        page of a store that lists the extension, repeatable
  --publisher-key FILE  发布者私钥，给扩展签名 publisher's RSA key, PEM     XUEJI_PUBLISHER_KEY
  --signed-xpi FILE     Mozilla 签过名的 XPI as signed by Mozilla          XUEJI_SIGNED_XPI
  --help
`

const options = {
  port: { type: 'string' },
  host: { type: 'string' },
  data: { type: 'string' },
  'public-url': { type: 'string' },
  database: { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  'tls-self': { type: 'boolean' },
  'behind-proxy': { type: 'string' },
  'open-device-routes': { type: 'boolean' },
  witness: { type: 'string', multiple: true },
  'timestamp-url': { type: 'string' },
  'media-s3': { type: 'string' },
  store: { type: 'string', multiple: true },
  'publisher-key': { type: 'string' },
  'signed-xpi': { type: 'string' },
  help: { type: 'boolean' },
} as const

/** Reads and validates settings: options first, then environment, then defaults. Throws BadSetting; `help` asks for the usage. */
export function readSettings(argv: readonly string[], env: NodeJS.ProcessEnv): Settings | 'help' {
  const given = parsed(argv)
  if (given.help) return 'help'
  const port = portOf(given.port ?? env.XUEJI_PORT ?? '8787')
  const host = hostOf(given.host ?? env.XUEJI_HOST ?? '127.0.0.1')
  const tls = tlsOf(
    given['tls-cert'] ?? env.XUEJI_TLS_CERT,
    given['tls-key'] ?? env.XUEJI_TLS_KEY,
    given['tls-self'] ?? env.XUEJI_TLS_SELF === '1',
  )
  const proxy = proxyOf(given['behind-proxy'] ?? env.XUEJI_BEHIND_PROXY)
  const openDeviceRoutes = given['open-device-routes'] ?? env.XUEJI_OPEN_DEVICE_ROUTES === '1'
  if (!isLoopback(host) && tls.kind === 'none' && !proxy && !openDeviceRoutes) {
    throw new BadSetting(
      `监听地址 ${host} 不是本机，数据会明文经过网络，所以不启动。请任选一种：--tls-self（自动生成内网证书）、--tls-cert 与 --tls-key（自备证书）、--behind-proxy 代理地址（前面已有 HTTPS 代理）。\n` +
        `${host} is not loopback and there is no encryption, so the server does not start. Choose --tls-self, --tls-cert with --tls-key, or --behind-proxy ADDRESS.`,
    )
  }
  const scheme = tls.kind === 'none' && !proxy ? 'http' : 'https'
  const shownHost = host === '0.0.0.0' || host === '::' ? networkAddress() : isIP(host) === 6 ? `[${host}]` : host
  return {
    port,
    host,
    dataDir: dataDirOf(given.data ?? env.XUEJI_DATA ?? 'data'),
    publicUrl: urlOf(given['public-url'] ?? env.XUEJI_PUBLIC_URL ?? `${scheme}://${shownHost}:${port}`),
    databaseUrl: databaseOf(given.database ?? env.DATABASE_URL),
    tls,
    proxy,
    openDeviceRoutes,
    witnesses: (given.witness ?? env.XUEJI_WITNESS?.split(/\s+/).filter(Boolean) ?? []).map(witnessOf),
    timestampUrl: timestampUrlOf(given['timestamp-url'] ?? env.XUEJI_TIMESTAMP_URL),
    publisher: publisherOf({
      stores: given.store ?? env.XUEJI_STORES?.split(/\s+/).filter(Boolean) ?? [],
      key: given['publisher-key'] ?? env.XUEJI_PUBLISHER_KEY,
      signedXpi: given['signed-xpi'] ?? env.XUEJI_SIGNED_XPI,
    }),
    mediaS3: mediaS3Of({
      endpoint: given['media-s3'] ?? env.XUEJI_MEDIA_S3,
      key: env.XUEJI_MEDIA_S3_KEY,
      secret: env.XUEJI_MEDIA_S3_SECRET,
      region: env.XUEJI_MEDIA_S3_REGION,
    }),
  }
}

function parsed(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options, strict: true }).values
  } catch (error) {
    throw new BadSetting(`不认识的选项 unknown option: ${error instanceof Error ? error.message : ''}\n\n${usage}`)
  }
}

function portOf(text: string): number {
  const port = Number(text)
  if (!/^\d{1,5}$/.test(text) || port > 65_535)
    throw new BadSetting(
      `端口 --port 应是 0 到 65535 的整数，现在是“${text}”。 --port must be a whole number from 0 to 65535.`,
    )
  return port
}

function hostOf(text: string): string {
  if (isIP(text) === 0 && !/^[a-z0-9]([a-z0-9.-]{0,252}[a-z0-9])?$/i.test(text))
    throw new BadSetting(`监听地址 --host 不对：“${text}”。 --host is neither an address nor a name.`)
  return text
}

export const isLoopback = (host: string): boolean => host === 'localhost' || host === '::1' || /^127\./.test(host)

/** What other computers reach this one by, where it listens on every address. */
function networkAddress(): string {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? 'localhost'
}

function dataDirOf(text: string): string {
  const folder = resolve(text)
  try {
    mkdirSync(folder, { recursive: true })
    accessSync(folder, constants.W_OK)
  } catch {
    throw new BadSetting(
      `数据文件夹 --data 不能写入：${folder}。请换一个文件夹或修改权限。 The data folder cannot be written.`,
    )
  }
  return folder
}

function urlOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '') {
    throw new BadSetting(
      `访问网址 --public-url 应像 https://xueji.example.cn，现在是“${text}”。 --public-url must be an http(s) origin.`,
    )
  }
  return url.origin
}

function databaseOf(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined
  if (!/^postgres(ql)?:\/\//.test(text))
    throw new BadSetting(
      '数据库地址 DATABASE_URL 应以 postgres:// 开头；不设则用内置 SQLite。 DATABASE_URL must start with postgres://.',
    )
  return text
}

function witnessOf(text: string): WitnessKey {
  try {
    return readWitnessKey(nodeCrypto, text)
  } catch {
    throw new BadSetting(
      `备查方公钥 --witness 不对：“${text}”。应像 名称+8位编号+公钥，由备查方运行 npx xueji witness 得到。 --witness is not the key of a witness.`,
    )
  }
}

function timestampUrlOf(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined
  if (!URL.canParse(text) || !/^https?:$/.test(new URL(text).protocol))
    throw new BadSetting(
      `时间戳服务 --timestamp-url 应是 http 或 https 网址，现在是“${text}”。 --timestamp-url must be an http(s) URL.`,
    )
  return text
}

function proxyOf(text: string | undefined): string | undefined {
  if (text === undefined || text === '') return undefined
  if (isIP(text) === 0)
    throw new BadSetting(
      `--behind-proxy 应是代理的 IP 地址，现在是“${text}”。 --behind-proxy must be the proxy's IP address.`,
    )
  return text
}

function tlsOf(cert: string | undefined, key: string | undefined, self: boolean): Settings['tls'] {
  if (self) {
    if (cert || key)
      throw new BadSetting(
        '--tls-self 与 --tls-cert/--tls-key 只能选一种。 Use either --tls-self or --tls-cert with --tls-key.',
      )
    return { kind: 'self' }
  }
  if (!cert && !key) return { kind: 'none' }
  if (!cert || !key) throw new BadSetting('--tls-cert 与 --tls-key 要一起给。 --tls-cert and --tls-key go together.')
  return { kind: 'files', cert: readPem(cert, '--tls-cert'), key: readPem(key, '--tls-key') }
}

function readPem(file: string, option: string): string {
  try {
    const text = readFileSync(file, 'utf8')
    if (/-----BEGIN /.test(text)) return text
  } catch {
    throw new BadSetting(`${option} 的文件读不到：${file}。 The file cannot be read.`)
  }
  throw new BadSetting(`${option} 的文件不是 PEM 格式：${file}。 The file is not PEM.`)
}
