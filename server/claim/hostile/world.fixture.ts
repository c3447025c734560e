import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { fromUtf8, type Signer, sha256Hex, utf8 } from '../../../shared/crypto'
import type { WitnessKey } from '../../../shared/log/cosignature'
import type { Bag } from '../../../shared/package/bag'
import type { TrustedKey } from '../../../shared/package/keys'
import { chainFile, files } from '../../../shared/package/layout'
import { manifestText } from '../../../shared/package/manifest'
import { canonical } from '../../../shared/record/canonical'
import type { Device } from '../../../test/support/device'
import { makeKey, nodeCrypto, signer } from '../../crypto'
import { requestTimestamp } from '../../ledger/timestamp/request'
import { Tsa } from '../../ledger/timestamp/tsa.fixture'
import { claimedOf } from '../package/claimed.fixture'
import { packClaim } from '../package/pack-claim'
import { readZip } from '../read-zip'
import { HOUR, people, resigned, School } from '../school.fixture'
import { fullPackage, seenBy } from './full-package.fixture'
import { zipOf } from './zip.fixture'

/** What somebody hands in: an archive, or files that an honest archive is made of. */
export type Handed = Uint8Array | Bag

/** One hostile or broken package: what is wrong with it, how it is made, and the reason that must be given. */
export type Case = readonly [what: string, make: (world: World) => Handed | Promise<Handed>, why: RegExp]

/** Honest packages of one institution, and every key that somebody inside may hold. */
export class World {
  private constructor(
    readonly school: School,
    /** Version 1: two trainees, two days, a copied profile. */
    readonly bag: Bag,
    /** Version 1 of another class of the same institution. */
    readonly other: Bag,
    /** Version 2 of both. */
    readonly claim: Bag,
    /** Version 2 with everything that a package may hold; see `fullPackage`. */
    readonly full: Bag,
    /** The same with a time stamp over it. */
    readonly stamped: Bag,
    readonly witness: WitnessKey,
    /** Certificate of the authority that made the stamps, PEM. */
    readonly authority: Uint8Array<ArrayBuffer>,
    /** A stamp of that authority over these bytes. */
    readonly stamp: (data: Uint8Array) => Promise<Uint8Array>,
    readonly classes: readonly [string, string],
    readonly keys: {
      package: Signer
      service: Signer
      log: Signer
      sm2: Signer
      stranger: Signer
      strangerP256: Signer
    },
    readonly devices: readonly [Device, Device],
    readonly trusted: TrustedKey,
    private readonly tsa: Tsa,
  ) {}

  static async open(): Promise<World> {
    const seer = signer(await makeKey('Ed25519'))
    const witness = { name: '备查方', spki: seer.publicKey }
    const school = await School.open({ witnesses: [witness] })
    const first = await school.openClass(people('王晓明', '李𠮷'))
    const second = await school.openClass(people('a', 'b', '赵敏').slice(2), { name: '育婴员第2期' })
    const one = await school.join(first.id, first.codes[0] ?? '')
    const two = await school.join(first.id, first.codes[1] ?? '')
    const three = await school.join(second.id, second.codes[0] ?? '')
    for (const pupil of [one, two, three]) await school.hour(pupil)
    const copy = { device: two.device.copy(), sent: two.sent }
    school.clock.ms += 24 * HOUR
    for (const pupil of [one, two, two, three, copy]) await school.hour(pupil)
    const sm2 = await school.deps.keys.makeSm2(school.organisation)
    const { data, sealed } = await claimedOf(school.deps, school.organisation, [first.id, second.id])
    const { path } = await packClaim(school.deps, { data, sealed, scans: [] }, () => undefined)
    const key = await school.deps.keys.package(school.organisation)
    const bag = (await school.package(first.id)).bag
    const other = (await school.package(second.id)).bag
    // Seen by nobody up to here, by a witness on two days after.
    await seenBy(school, witness.name, seer)
    school.clock.ms += 24 * HOUR
    await school.hour(three)
    await seenBy(school, witness.name, seer)
    const classes = [first.id, second.id] as const
    const full = await fullPackage(school, classes, { package: key, sm2, device: one.device })
    const tsa = await Tsa.open()
    const stamp = async (data: Uint8Array) => (await requestTimestamp(tsa.url, data)).response
    return new World(
      school,
      bag,
      other,
      (await readZip(readFileSync(path))).files,
      full,
      new Map(full).set(files.timestamp, await stamp(full.get(files.tagManifest) ?? new Uint8Array())),
      witness,
      new Uint8Array(utf8(tsa.pem('ca'))),
      stamp,
      classes,
      {
        package: key,
        service: await school.deps.keys.service(school.organisation),
        log: school.deps.keys.log,
        sm2,
        stranger: signer(await makeKey('Ed25519')),
        strangerP256: signer(await makeKey('P-256')),
      },
      [one.device, two.device],
      { ...(await school.trusted()), key: key.publicKey },
      tsa,
    )
  }

  async close(): Promise<void> {
    await this.tsa.close()
    await this.school.close()
  }

  text = (path: string, bag = this.bag): string => fromUtf8(bag.get(path) ?? expect.fail(`no ${path}`))
  lines = (path: string, bag = this.bag): string[] => this.text(path, bag).split('\n').slice(0, -1)
  /** The chain of the first trainee, or of the second, which has a branch. */
  chain = (n: 0 | 1): string => this.devices[n].chain
  entries = (n: 0 | 1, branch = 0): string => chainFile(this.chain(n), branch)

  /** With one byte other than it was, nothing else: the middle one, or one of these. */
  flipped(path: string, bag = this.bag, where: (length: number) => number = (length) => length >> 1): Bag {
    const bytes = bag.get(path) ?? expect.fail(`no ${path}`)
    const at = where(bytes.length)
    return new Map(bag).set(
      path,
      bytes.map((byte, i) => (i === at ? byte ^ 1 : byte)),
    )
  }

  /** Some files changed, and manifests and signatures made to fit: by whoever holds the package key, or another. */
  async signed(changes: Record<string, string | undefined>, bag = this.bag, key = this.keys.package): Promise<Bag> {
    const made = await resigned(bag, changes, key)
    if (!bag.has(files.sm2)) return made
    return made.set(files.sm2, await this.keys.sm2.sign(made.get(files.tagManifest) ?? new Uint8Array()))
  }

  /** One text file changed and signed again. */
  async edited(path: string, edit: (text: string) => string, bag = this.bag): Promise<Bag> {
    const before = this.text(path, bag)
    const after = edit(before)
    expect(after, `unchanged ${path}`).not.toBe(before)
    return this.signed({ [path]: after }, bag)
  }

  /** The same for its lines. */
  edLines = (path: string, edit: (lines: string[]) => string[], bag = this.bag): Promise<Bag> =>
    this.edited(path, (text) => joined(edit(text.split('\n').slice(0, -1))), bag)

  /** One JSON file changed and signed again. */
  edJson = (path: string, edit: (value: ReturnType<typeof JSON.parse>) => void, bag = this.bag): Promise<Bag> =>
    this.edited(
      path,
      (text) => {
        const value = JSON.parse(text)
        edit(value)
        return canonical(value)
      },
      bag,
    )

  /** Tag files as somebody writes them, under a tag manifest and a signature that fit them. */
  async retagged(tags: Record<string, string>): Promise<Bag> {
    const changed = new Map(this.bag)
    for (const [path, text] of Object.entries(tags)) changed.set(path, utf8(text))
    const hashes = [files.bagit, files.info, files.manifest].map(
      (path) => [path, sha256Hex(nodeCrypto, changed.get(path) ?? new Uint8Array())] as const,
    )
    return this.sealed(changed, manifestText(new Map(hashes)))
  }

  /** Under this very tag manifest, signed. */
  async sealed(bag: Bag, tagManifest: string): Promise<Bag> {
    const bytes = utf8(tagManifest)
    return new Map(bag).set(files.tagManifest, bytes).set(files.signature, await this.keys.package.sign(bytes))
  }
}

export const joined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('')

/** An honest archive of these files. */
export const archived = (bag: Bag): Uint8Array =>
  zipOf([...bag].map(([path, bytes]) => ({ name: `bag/${path}`, data: Buffer.from(bytes) })))
