import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import yauzl from 'yauzl'
import { builtIn } from '../../extension/sites'
import { type Signer, sha256Hex, utf8 } from '../../shared/crypto'
import type { Bag } from '../../shared/package/bag'
import { files } from '../../shared/package/layout'
import { manifestText } from '../../shared/package/manifest'
import type { Report } from '../../shared/package/report'
import { verifyPackage } from '../../shared/package/verify'
import type { Course, Lesson, Span } from '../../shared/record/bodies'
import { ruleHash } from '../../shared/site/hash'
import { publishedBuilds } from '../../shared/study/findings/builds'
import { Device, steady } from '../../test/support/device'
import { Hr, inventedId } from '../../test/support/hr'
import { setupLink } from '../access/set-up'
import { createApp } from '../app'
import type { Clock } from '../clock'
import { nodeCrypto } from '../crypto'
import { type Deps, type DepsOptions, openDeps } from '../deps'
import type { MadeFile } from '../jobs'
import { readZip } from './read-zip'

const ORIGIN = 'http://127.0.0.1:8787'
export const HOUR = 3_600_000
export const course: Course = { key: 'c-1', title: '养老护理员（初级）' }
export const lesson: Lesson = { key: 'l-1', title: '第一节 老年人生活照料' }
export const builtInRules: ReadonlySet<string> = new Set(builtIn.map((rule) => ruleHash(nodeCrypto, rule)))

/** A profile of its own on a computer that others use too. */
class OnSharedComputer extends Device {
  override readonly id: string

  constructor(computer: string, fetcher: typeof fetch) {
    super(ORIGIN, { fetcher })
    this.id = computer
  }
}

export interface Pupil {
  device: Device
  /** First entry that was not handed in yet. */
  sent: number
}

type SchoolOptions = Pick<DepsOptions, 'witnesses' | 'timestampUrl' | 'databaseUrl' | 'disk'>

/** The whole server without a socket, one clerk, and a clock that stands at 2026-11-22 08:00 in Beijing until somebody moves it. */
export class School {
  readonly hr: Hr
  organisation = ''
  /** Of its administrator. */
  member = ''

  private constructor(
    readonly folder: string,
    readonly clock: Clock & { ms: number },
    public deps: Deps,
    readonly options: SchoolOptions,
  ) {
    this.hr = new Hr(ORIGIN, this.#fetch)
  }

  static async open(options: SchoolOptions = {}): Promise<School> {
    const folder = mkdtempSync(join(tmpdir(), 'xueji-school-'))
    const clock = { ms: Date.parse('2026-11-22T00:00:00Z'), now: () => clock.ms++ }
    const deps = await openDeps({ dataDir: join(folder, 'data'), publicUrl: ORIGIN, clock, ...options })
    const school = new School(folder, clock, deps, options)
    const { organisation, user } = await school.hr.setUp(/token=(.+)$/.exec((await setupLink(deps)) ?? '')?.[1] ?? '')
    school.organisation = organisation.id
    school.member = user.id
    return school
  }

  /** The server's HTTP side. */
  get fetcher(): typeof fetch {
    return this.#fetch
  }

  async close(): Promise<void> {
    await this.deps.close()
    rmSync(this.folder, { recursive: true, force: true })
  }

  /** Copies the data of a server that stands still, and goes on. */
  async backup(to: string): Promise<void> {
    await this.deps.close()
    cpSync(join(this.folder, 'data'), to, { recursive: true })
    await this.reopen(join(this.folder, 'data'))
  }

  /** Goes on with the data as they lie in another folder: what a backup brings back. */
  async reopen(dataDir: string): Promise<void> {
    await this.deps.close()
    this.deps = await openDeps({ dataDir, publicUrl: ORIGIN, clock: this.clock, ...this.options })
  }

  readonly #fetch: typeof fetch = async (input, init) =>
    createApp(this.deps, { tls: false, openDeviceRoutes: false }).request(String(input), init, {
      incoming: { socket: { remoteAddress: '127.0.0.1' } },
    })

  /** A class of these people, by name and ID number; their codes in order. */
  async openClass(
    people: readonly { name: string; id: string }[],
    options: Parameters<Hr['openClass']>[0] = {},
  ): Promise<{ id: string; codes: string[] }> {
    await this.hr.signIn()
    const { id } = await this.hr.openClass(options)
    await this.hr.importRoster(id, [...people])
    return { id, codes: (await this.hr.slips(id)).map(({ code }) => code) }
  }

  /** A computer of its own that nobody has joined with. */
  device = (): Device => new Device(ORIGIN, { fetcher: this.#fetch })

  /** Joins by code, on a computer of their own or on this shared one. */
  async join(classId: string, code: string, computer?: string): Promise<Pupil> {
    const device = computer ? new OnSharedComputer(computer, this.#fetch) : new Device(ORIGIN, { fetcher: this.#fetch })
    await device.join({ code })
    device.begin({ class: classId, organisation: this.organisation, at: this.clock.ms })
    return { device, sent: 0 }
  }

  /** Answers a presence check, writes one view with these spans, an entry each, and hands everything in. Wall times are the caller's. */
  async study(pupil: Pupil, spans: Span[][], of: Course = course, at: Lesson = lesson): Promise<void> {
    pupil.device.answer(this.clock.ms)
    pupil.device.watch(of, at, spans, this.clock.ms)
    await this.handIn(pupil)
  }

  async handIn(pupil: Pupil): Promise<void> {
    const { status, answer } = await pupil.device.handIn(pupil.sent)
    if (status !== 200) throw new Error(`sync: ${status} ${JSON.stringify(answer)}`)
    pupil.sent = pupil.device.entries.length
  }

  /** Ten minutes that count and one that does not; an hour passes. */
  async hour(pupil: Pupil): Promise<void> {
    const wall = this.clock.ms
    this.clock.ms += HOUR
    await this.study(pupil, [
      [steady(wall, 300_000), { ...steady(wall + 300_000, 60_000, 300_000), visible: false }],
      [steady(wall + 400_000, 300_000, 360_000)],
    ])
  }

  /** The package of a class, as it is delivered and as it is read. */
  async package(classId: string): Promise<{ zip: Uint8Array; bag: Bag }> {
    await this.hr.signIn()
    const zip = await this.hr.package(classId)
    return { zip, bag: (await readZip(zip)).files }
  }

  async trusted(): Promise<{ fingerprint: string }> {
    await this.hr.signIn()
    return { fingerprint: (await this.hr.keys()).package.fingerprint }
  }

  async verify(bag: Bag): Promise<Report> {
    return verifyPackage(nodeCrypto, bag, { trusted: await this.trusted(), builtInRules, knownBuilds: publishedBuilds })
  }
}

/** What long work made, whole. */
export const madeBytes = (made: MadeFile): Uint8Array => ('file' in made ? made.file : readFileSync(made.path))

export const people = (...names: string[]): { name: string; id: string }[] =>
  names.map((name, i) => ({ name, id: inventedId(i) }))

/** A package with some files changed, and manifests and signature made to fit by whoever holds this key. */
export async function resigned(
  bag: Bag,
  changes: Record<string, string | Uint8Array | undefined>,
  key: Signer,
): Promise<Map<string, Uint8Array>> {
  const changed = new Map(bag)
  for (const [path, text] of Object.entries(changes)) {
    if (text === undefined) changed.delete(path)
    else changed.set(path, typeof text === 'string' ? utf8(text) : text)
  }
  const hashes = (paths: readonly string[]) =>
    manifestText(new Map(paths.map((path) => [path, sha256Hex(nodeCrypto, changed.get(path) ?? new Uint8Array())])))
  const payload = [...changed.keys()].filter((path) => path.startsWith('data/'))
  const octets = payload.reduce((sum, path) => sum + (changed.get(path)?.length ?? 0), 0)
  const info = new TextDecoder().decode(bag.get(files.info))
  changed.set(files.info, utf8(info.replace(/Payload-Oxum: .*/, `Payload-Oxum: ${octets}.${payload.length}`)))
  changed.set(files.manifest, utf8(hashes(payload)))
  changed.set(files.tagManifest, utf8(hashes([files.bagit, files.info, files.manifest])))
  changed.set(files.signature, await key.sign(changed.get(files.tagManifest) ?? new Uint8Array()))
  return changed
}

/** The parts of an XLSX, which is a ZIP itself. */
export function unzipped(bytes: Uint8Array): Promise<Map<string, Uint8Array>> {
  const parts = new Map<string, Uint8Array>()
  return new Promise((resolve, reject) =>
    yauzl.fromBuffer(Buffer.from(bytes), { lazyEntries: true }, (failed, zip) => {
      if (failed) return reject(failed)
      zip.on('error', reject).on('end', () => resolve(parts))
      zip.on('entry', (entry: yauzl.Entry) =>
        zip.openReadStream(entry, async (unread, stream) => {
          if (unread) return reject(unread)
          parts.set(entry.fileName, Buffer.concat(await stream.toArray()))
          zip.readEntry()
        }),
      )
      zip.readEntry()
    }),
  )
}

export const has = (tool: string): boolean => spawnSync('which', [tool]).status === 0
/** Runs a stock tool to its end. */
export const run = (command: string, args: readonly string[], cwd: string) =>
  spawnSync(command, args, { cwd, encoding: 'utf8', env: { ...process.env, LC_ALL: 'C.UTF-8' } })
/** For `it.skipIf` and the title: which of these tools are not here. */
export const missing = (...tools: string[]): string[] => tools.filter((tool) => !has(tool))
export const skipped = (tools: readonly string[]): string => (tools.length > 0 ? ` [skipped: no ${tools.join()}]` : '')
