import { base64url, utf8 } from '../../../shared/crypto'
import { files } from '../../../shared/package/layout'
import type { Case, World } from './world.fixture'

/** What witnesses and time-stamping authorities are made to have said, all signed anew by the institution. */

const witnessed = (edit: (lines: string[]) => string[]) => (w: World) => w.edLines(files.witnessed, edit, w.full)
const noted = (edit: (note: string, w: World) => string) => (w: World) =>
  w.edited(files.checkpoint, (text) => edit(text, w), w.full)
/** Of each line that is JSON, one member. */
const member = (name: string, change: (value: string) => string) =>
  witnessed((lines) =>
    lines.map((line) => {
      const whole = JSON.parse(line)
      return line.replace(JSON.stringify(whole[name]), JSON.stringify(change(whole[name])))
    }),
  )
/** The last byte of a signature line's base64 is another. */
const forged = (note: string, name: string) =>
  note.replace(new RegExp(`(— ${name} )(\\S+)`), (_, head: string, text: string) => {
    const bytes = Buffer.from(text, 'base64')
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    return head + bytes.toString('base64')
  })
/** The time that a witness says, in the same line: 8 bytes after the key's id. */
const later = (note: string, name: string) =>
  note.replace(new RegExp(`(— ${name} )(\\S+)`), (_, head: string, text: string) => {
    const bytes = Buffer.from(text, 'base64')
    bytes[10] = (bytes[10] ?? 0) ^ 1
    return head + bytes.toString('base64')
  })
const flippedAt = (bytes: Uint8Array, at: number) => bytes.map((byte, i) => (i === at ? byte ^ 1 : byte))
const tokened = (token: (w: World, note: string) => Promise<Uint8Array>) => async (w: World) => {
  const [line = ''] = w.lines(files.witnessed, w.full)
  const made = base64url(await token(w, JSON.parse(line).note))
  return w.edLines(files.witnessed, () => [line.replace(/\}$/, `,"token":"${made}"}`)], w.full)
}
/** What of a note is signed. */
const body = (note: string) => utf8(note.slice(0, note.indexOf('\n\n') + 1))
const restamped = (stamp: (w: World) => Promise<Uint8Array>) => async (w: World) =>
  new Map(w.full).set(files.timestamp, await stamp(w))

const FORGED = /备查方 备查方 对 \d+ 条封存点的签名不符/

export const seenTricks: readonly Case[] = [
  ['a witness’s signature that was changed', noted((note, w) => forged(note, w.witness.name)), FORGED],
  ['a witness’s signature over another time', noted((note, w) => later(note, w.witness.name)), FORGED],
  ['a witness’s signature on an earlier checkpoint changed', member('note', (note) => forged(note, '备查方')), FORGED],
  [
    'a witness’s signature moved to another checkpoint',
    (w) => {
      const [line = ''] = w.lines(files.witnessed, w.full)
      const [earlier = ''] = /— 备查方 \S+/.exec(JSON.parse(line).note) ?? []
      return w.edited(files.checkpoint, (text) => text.replace(/— 备查方 \S+/, earlier), w.full)
    },
    FORGED,
  ],
  [
    'an earlier checkpoint that the log did not sign',
    member('note', (note) => note.replace(/\n(\d+)\n/, (_, size: string) => `\n${Number(size) - 1}\n`)),
    /第 1 个见证过的封存点不是日志密钥签的/,
  ],
  [
    'an earlier checkpoint that the newest does not extend',
    witnessed((lines) =>
      lines.map((line) =>
        line.replace(/("path":\[")(.)/, (_, head: string, digit) => head + (digit === '0' ? '1' : '0')),
      ),
    ),
    /第 1 个见证过的封存点与包内的封存点不相接：日志被改动过/,
  ],
  [
    'an earlier checkpoint without its path',
    witnessed((lines) => lines.map((line) => line.replace(/"path":\[[^\]]*\]/, '"path":[]'))),
    /第 1 个见证过的封存点与包内的封存点不相接：日志被改动过/,
  ],
  [
    'an earlier checkpoint cut in the middle',
    (w) => w.edited(files.witnessed, (text) => text.slice(0, -9), w.full),
    /witnessed\.ndjson 不完整/,
  ],
  [
    'an earlier checkpoint with a member twice',
    witnessed((lines) => lines.map((line) => line.replace('"path":', '"path":[],"path":'))),
    /第 1 个见证过的封存点不是规范的 JSON/,
  ],
  [
    'an earlier checkpoint stamped for other bytes',
    tokened((w) => w.stamp(utf8('other bytes'))),
    /\d+ 条封存点的时间戳：时间戳不是这份内容的/,
  ],
  [
    'an earlier checkpoint whose stamp was changed',
    tokened(async (w, note) => {
      const stamp = await w.stamp(body(note))
      return flippedAt(stamp, stamp.length - 5)
    }),
    /\d+ 条封存点的时间戳：时间戳的签名不符/,
  ],
  ['a stamp over other bytes', restamped((w) => w.stamp(utf8('other bytes'))), /\.tsr：时间戳不是这份内容的$/m],
  [
    'a stamp whose signature was changed',
    restamped(async (w) => {
      const stamp = await w.stamp(w.full.get(files.tagManifest) ?? new Uint8Array())
      return flippedAt(stamp, stamp.length - 5)
    }),
    /\.tsr：时间戳的签名不符$/m,
  ],
]
