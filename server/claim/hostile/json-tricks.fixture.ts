import { utf8 } from '../../../shared/crypto'
import type { Bag } from '../../../shared/package/bag'
import { APPEALS, files } from '../../../shared/package/layout'
import { resigned } from '../school.fixture'
import type { Case, World } from './world.fixture'

/** class.json written otherwise, signed by the institution. */
const json = (edit: (text: string) => string) => (w: World) => w.edited(files.class, edit)
/** The text of the whole file, whatever it was. */
const instead = (text: string) => json(() => text)
const bytes =
  (content: Uint8Array, path = files.class as string) =>
  (w: World) =>
    resigned(new Map(w.bag).set(path, content), {}, w.keys.package)
/** A member more, at its place in order. */
const member = (text: string) => json((whole) => whole.replace(/^\{/, `{${text},`))
/** The third entry of the first trainee written otherwise. */
const entry = (edit: (line: string) => string) => (w: World) =>
  w.edLines(w.entries(0), (all) => all.map((line, i) => (i === 2 ? edit(line) : line)))

const NOT_CANONICAL = /class\.json 不是规范的 JSON/
const NOT_ALLOWED = /class\.json 内容不合规定/

/** The files that are JSON, where an honest package has them; `why` a reason is given for each. */
const WHOLE: readonly (readonly [path: string, from: 'bag' | 'full', why: (reason: string, path: string) => RegExp])[] =
  [
    [files.claim, 'full', named],
    [files.keys, 'bag', () => /读不出 data\/keys\.json/],
    [files.people, 'full', named],
    [files.facts, 'bag', named],
    [files.plan, 'bag', named],
    [files.policy, 'bag', named],
    [files.study, 'bag', named],
    [files.videos, 'full', named],
    [files.teaching, 'full', named],
    [APPEALS, 'full', named],
  ]
function named(reason: string, path: string): RegExp {
  return new RegExp(`${path.slice(path.lastIndexOf('/') + 1).replace('.', '\\.')} ${reason}`)
}
/** A rule of crediting says no version. */
const NUMBER = /"(v|minutesPerHour)":(\d+)/

/** What is done to each of them. */
const ANYWHERE: readonly (readonly [what: string, edit: (text: string) => string, reason: string])[] = [
  ['a member twice', (text) => text.replace(NUMBER, '"$1":$2,"$1":$2'), '不是规范的 JSON'],
  ['a lone surrogate', (text) => text.replace(/^\{/, '{"\\ud800":1,'), '不是规范的 JSON'],
  ['a number beyond 2^53', (text) => text.replace(NUMBER, '"$1":9007199254740993'), '不是规范的 JSON'],
  ['a number without end', (text) => text.replace(NUMBER, '"$1":1e999'), '不是规范的 JSON'],
  ['a list in the place of a number', (text) => text.replace(NUMBER, '"$1":[]'), '内容不合规定'],
  ['a member nobody knows', (text) => text.replace(/^\{/, '{"__":1,'), '内容不合规定'],
  ['a member called __proto__', (text) => text.replace(/^\{/, '{"__proto__":{},'), '内容不合规定：__proto__'],
  ['lists in lists', (text) => text.replace(/^\{/, `{"__":${'['.repeat(40)}${']'.repeat(40)},`), '太大或嵌套太深'],
  ['millions of empty objects', () => `[${'{},'.repeat(2_100_000)}{}]`, '太大或嵌套太深'],
]

/** The same few in every file that is JSON, signed by the institution. */
export const everywhere: readonly Case[] = WHOLE.flatMap(([path, from, why]) =>
  ANYWHERE.map(([what, edit, reason]): Case => {
    const beyond = reason === '太大或嵌套太深'
    return [
      `${what} in ${path.slice('data/'.length)}`,
      async (w) => w.edited(placeOf(path, w[from]), edit, w[from]),
      beyond ? named(reason, path) : why(reason, path),
    ]
  }),
)
/** In the folder of a class, where it is one's. */
const placeOf = (path: string, bag: Bag): string =>
  [...bag.keys()].find((one) => one === path || one.endsWith(path.slice('data'.length))) ?? path

export const jsonTricks: readonly Case[] = [
  ['a member twice', json((text) => text.replace('"v":1', '"v":1,"v":1')), NOT_CANONICAL],
  [
    'a member twice, first one and then another',
    json((text) => text.replace('"status":"open"', '"status":"closed","status":"open"')),
    NOT_CANONICAL,
  ],
  ['a member twice, once as an escape', json((text) => text.replace('"v":1', '"\\u0076":1,"v":1')), NOT_CANONICAL],
  ['members in another order', json((text) => text.replace(/^\{(.*),"v":1\}$/, '{"v":1,$1}')), NOT_CANONICAL],
  ['blanks', json((text) => text.replace(':', ': ')), NOT_CANONICAL],
  ['a line feed at its end', json((text) => `${text}\n`), NOT_CANONICAL],
  ['a mark of byte order', json((text) => `\ufeff${text}`), NOT_CANONICAL],
  ['something behind its end', json((text) => `${text}{}`), NOT_CANONICAL],
  ['a comment', json((text) => `/**/${text}`), NOT_CANONICAL],
  ['a comma too many', json((text) => text.replace(/\}$/, ',}')), NOT_CANONICAL],
  ['a letter as an escape', json((text) => text.replace('"open"', '"\\u006fpen"')), NOT_CANONICAL],
  ['a lone high surrogate', json((text) => text.replace('"open"', '"\\ud800"')), NOT_CANONICAL],
  ['a lone low surrogate', json((text) => text.replace('"open"', '"\\udc00"')), NOT_CANONICAL],
  ['surrogates as UTF-8', bytes(new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22])), /class\.json 读不出/],
  ['bytes that are no UTF-8', bytes(new Uint8Array([0x22, 0xff, 0x22])), /class\.json 读不出/],
  ['UTF-16', bytes(new Uint8Array(Buffer.from('{}', 'utf16le'))), NOT_CANONICAL],
  ['null', json((text) => text.replace('"open"', 'null')), NOT_CANONICAL],
  [
    'a number beyond 2^53',
    json((text) => text.replace(/"packedAt":\d+/, '"packedAt":9007199254740993')),
    NOT_CANONICAL,
  ],
  ['a number without end', json((text) => text.replace(/"packedAt":\d+/, '"packedAt":1e999')), NOT_CANONICAL],
  [
    'a number of ten thousand digits',
    json((text) => text.replace(/"packedAt":\d+/, `"packedAt":${'9'.repeat(10_000)}`)),
    NOT_CANONICAL,
  ],
  ['a fraction', json((text) => text.replace(/"packedAt":(\d+)/, '"packedAt":$1.5')), NOT_CANONICAL],
  ['an exponent', json((text) => text.replace(/"packedAt":(\d+)/, '"packedAt":1e12')), NOT_CANONICAL],
  ['minus zero', json((text) => text.replace(/"packedAt":\d+/, '"packedAt":-0')), NOT_CANONICAL],
  ['a time before all time', json((text) => text.replace(/"packedAt":\d+/, '"packedAt":-1')), NOT_ALLOWED],
  [
    'a time beyond all calendars',
    json((text) => text.replace(/"packedAt":\d+/, '"packedAt":9007199254740991')),
    NOT_ALLOWED,
  ],
  ['a number as text', json((text) => text.replace(/"packedAt":(\d+)/, '"packedAt":"$1"')), NOT_ALLOWED],
  ['a member nobody knows', member('"admin":true'), NOT_ALLOWED],
  ['a member called __proto__', member('"__proto__":{"v":1}'), NOT_ALLOWED],
  ['a list in the place of an object', instead('[]'), NOT_ALLOWED],
  ['an empty file', bytes(new Uint8Array()), NOT_CANONICAL],
  ['lists in lists, a hundred thousand deep', instead('['.repeat(100_000)), /class\.json 太大或嵌套太深/],
  [
    'objects in objects, deeper than anybody’s',
    instead(`${'{"a":'.repeat(40)}1${'}'.repeat(40)}`),
    /class\.json 太大或嵌套太深/,
  ],
  ['an entry with a member twice', entry((line) => line.replace('"v":1', '"v":1,"v":1')), /不是完好的学习记录/],
  ['an entry with a lone surrogate', entry((line) => line.replace('"join"', '"\\ud800"')), /不是完好的学习记录/],
  [
    'an entry with a number beyond 2^53',
    entry((line) => line.replace(/"at":\d+/, '"at":9007199254740993')),
    /不是完好的学习记录/,
  ],
  [
    'an entry larger than entries are',
    entry((line) => line.replace('"join"', `"${'x'.repeat(17_000)}"`)),
    /不是完好的学习记录/,
  ],
  ['an entry deeper than the stack', entry(() => '['.repeat(16_000)), /不是完好的学习记录/],
  ['an entry with blanks', entry((line) => line.replace(':', ': ')), /不是完好的学习记录/],
  ['an entry without its link', entry((line) => line.replace(/"prev":"[0-9a-f]+",/, '')), /不是完好的学习记录/],
  [
    'figures whose days are called __proto__',
    (w) => w.edited(files.study, (text) => text.replace(/"deductions":\{/, '"deductions":{"__proto__":5,')),
    /study\.json 内容不合规定：__proto__/,
  ],
  [
    'proofs that are one huge line',
    (w) => resigned(new Map(w.bag).set(files.proofs, utf8(`[${'[],'.repeat(3_000_000)}1]\n`)), {}, w.keys.package),
    /太大或嵌套太深/,
  ],
]
