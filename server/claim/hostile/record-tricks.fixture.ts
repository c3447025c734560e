import { base64url } from '../../../shared/crypto'
import { signCheckpoint } from '../../../shared/log/checkpoint'
import type { Bag } from '../../../shared/package/bag'
import { batchesFile, chainFile, files, receiptsFile } from '../../../shared/package/layout'
import { batchBytes, receiptBytes } from '../../../shared/record/batch'
import { canonical } from '../../../shared/record/canonical'
import { writeEntry } from '../../../shared/record/entry'
import { nodeCrypto } from '../../crypto'
import { HOUR } from '../school.fixture'
import { type Case, joined, type World } from './world.fixture'

const moved = <T>(all: readonly T[], from: number, to: number): T[] => {
  const rest = all.filter((_, i) => i !== from)
  const [one] = all.slice(from, from + 1)
  return one === undefined ? rest : [...rest.slice(0, to), one, ...rest.slice(to)]
}
/** The first trainee's entries with lines changed, signed by the institution. */
const entries = (edit: (lines: string[]) => string[]) => (w: World) => w.edLines(w.entries(0), edit)
const receipts = (edit: (lines: string[]) => string[]) => (w: World) => w.edLines(receiptsFile(w.chain(0)), edit)
const back = (line = '{}') => {
  const { at, ...rest } = JSON.parse(line)
  return canonical({ ...rest, at: at - HOUR })
}
/** The files of one chain as another package has them. */
const chainFilesOf = (bag: Bag) => [...bag.keys()].filter((path) => /^data\/(chains|receipts)\//.test(path))

export const recordTricks: readonly Case[] = [
  ['an entry changed', (w) => w.edited(w.entries(0), (text) => text.replace('"rate":1000', '"rate":999')), /不相连/],
  ['an entry replayed', entries((all) => [...all.slice(0, 3), ...all.slice(2)]), /不相连/],
  ['the last entry replayed', entries((all) => [...all, ...all.slice(-1)]), /不相连/],
  ['two entries exchanged', entries((all) => moved(all, 2, 3)), /不相连/],
  ['the first entry moved to the end', entries((all) => moved(all, 0, all.length - 1)), /不相连/],
  ['all entries in reverse', entries((all) => [...all].reverse()), /不相连/],
  ['an entry left out', entries((all) => all.filter((_, i) => i !== 4)), /不相连/],
  ['the beginning cut off', entries((all) => all.slice(1)), /不相连/],
  ['the end cut off', entries((all) => all.slice(0, -1)), /末尾的记录没有设备签名\n.*签收的不是包内的记录/],
  ['a last line cut', (w) => w.edited(w.entries(0), (text) => text.slice(0, -3)), /文件不完整/],
  ['an empty chain', (w) => w.edited(w.entries(0), () => ''), /文件不完整/],
  ['an empty line', entries((all) => [...all.slice(0, 2), '', ...all.slice(2)]), /不是完好的学习记录/],
  ['Windows line ends', (w) => w.edited(w.entries(0), (text) => text.replaceAll('\n', '\r\n')), /不是完好的学习记录/],
  ['a whole chain of another class', otherChain, /不是本班的学习记录/],
  [
    'the entries of another trainee under this one’s name',
    (w) => w.edited(w.entries(0), () => w.text(w.entries(1))),
    /不相连/,
  ],
  [
    'a chain under a name of its own',
    (w) => w.signed({ [w.entries(0)]: undefined, [chainFile('0'.repeat(64))]: w.text(w.entries(0)) }),
    /第 1 行与上一条不相连/,
  ],
  ['a branch that leaves nothing', (w) => w.signed({ [chainFile(w.chain(0), 1)]: w.text(w.entries(1, 1)) }), /不相连/],
  ['a branch hidden by half', (w) => w.signed({ [w.entries(1, 1)]: undefined }), /没有对应的学习记录/],
  ['a trunk taken from below its branch', (w) => w.signed({ [w.entries(1)]: undefined }), /不相连|没有对应/],
  ['an entry that the institution wrote', appended, /没有设备签名/],
  ['an entry that the institution wrote and signed for the device', (w) => appended(w, true), /设备签名不符/],
  ['device signatures left out', (w) => w.edLines(batchesFile(w.chain(0)), (all) => all.slice(0, 1)), /没有设备签名/],
  ['the device’s key left out', (w) => w.edLines(batchesFile(w.chain(0)), (all) => all.slice(1)), /缺少设备公钥/],
  [
    'the device’s key exchanged',
    (w) =>
      w.edLines(batchesFile(w.chain(0)), (all) => [...w.lines(batchesFile(w.chain(1))).slice(0, 1), ...all.slice(1)]),
    /公钥与记录编号不符/,
  ],
  [
    'a device signature of another batch',
    (w) =>
      w.edLines(batchesFile(w.chain(0)), (all) =>
        all.map((line, i) => (i === 0 ? line : line.replace(/"seq":\d+/, '"seq":1'))),
      ),
    /设备签名不符/,
  ],
  [
    'signatures of a chain that is not there',
    (w) => w.signed({ [batchesFile('0'.repeat(64))]: w.text(batchesFile(w.chain(0))) }),
    /没有对应的学习记录/,
  ],
  ['receipts left out', (w) => w.signed({ [receiptsFile(w.chain(0))]: undefined }), /缺少回执/],
  ['the last receipt left out', receipts((all) => all.slice(0, -1)), /没有回执/],
  ['the first receipt left out', receipts((all) => all.slice(1)), /签名不符/],
  ['a receipt twice', receipts((all) => [...all, ...all.slice(-1)]), /签收的不是包内的记录/],
  [
    'receipts exchanged',
    (w) => w.edited(receiptsFile(w.chain(0)), () => w.text(receiptsFile(w.chain(1)))),
    /签收的不是包内的记录/,
  ],
  ['a receipt back-dated', receipts((all) => [...all.slice(0, -1), back(all.at(-1))]), /签名不符/],
  ['an earlier receipt back-dated', receipts((all) => [back(all[0]), ...all.slice(1)]), /签名不符/],
  [
    'a receipt over more than there is',
    receipts((all) => all.map((line) => line.replace(/"to":\d+/, '"to":9000'))),
    /不是包内的记录/,
  ],
  ['a receipt without its signature', receipts((all) => all.map((line) => canonical(lastless(line)))), /签名不符/],
  ['a receipt forged by a stranger', strangersReceipt, /签名不符/],
  ['a receipt signed by the device', async (w) => forgedReceipt(w, (bytes) => w.devices[0].sign(bytes)), /签名不符/],
  ['a proof left out', (w) => w.edLines(files.proofs, (all) => all.slice(1)), /缺少封存证明/],
  [
    'a proof of another leaf',
    (w) => w.edited(files.proofs, (text) => text.replace(/"index":\d+/, '"index":999')),
    /不成立/,
  ],
  [
    'a proof of another receipt',
    (w) => w.edited(files.proofs, (text) => text.replace(/"receipt":"[0-9a-f]{4}/, '"receipt":"0000')),
    /不成立/,
  ],
  [
    'a proof whose path is cut',
    (w) => w.edited(files.proofs, (text) => text.replace(/"path":\["[0-9a-f]{64}",?/, '"path":[')),
    /不成立/,
  ],
  ['a proof twice', (w) => w.edLines(files.proofs, (all) => [...all, ...all.slice(-1)]), /不成立/],
  [
    'a checkpoint of another size',
    (w) => w.edited(files.checkpoint, (text) => text.replace(/\n\d+\n/, '\n999\n')),
    /封存点的签名不符/,
  ],
  ['a checkpoint of another log', (w) => foreignCheckpoint(w), /封存点的签名不符/],
  ['a checkpoint of a tree made up by the server itself', (w) => madeUpTree(w), /不成立/],
  ['a class with a checkpoint of its own', ownCheckpoint, /checkpoint\.txt 只能在资料包的顶层/],
  [
    'figures raised',
    (w) => w.edited(files.study, (text) => text.replace(/"credited":\d+/, '"credited":9000000')),
    /复算/,
  ],
  ['hours raised', (w) => w.edited(files.study, (text) => text.replace(/"hours":"[\d.]+"/, '"hours":"40.00"')), /复算/],
  [
    'a trainee more in the figures',
    (w) => w.edJson(files.study, (study) => study.seats.push({ ...study.seats[0], seat: 'nobody' })),
    /人数与名册不符/,
  ],
  [
    'a rule of crediting made milder',
    (w) => w.edJson(files.policy, (policy) => Object.assign(policy, { minutesPerHour: 30 })),
    /复算/,
  ],
  [
    'a course mapped to another',
    (w) =>
      w.edited(files.facts, (text) => text.replaceAll('养老护理员（初级）', '育婴员').replaceAll('"c-1"', '"c-9"')),
    /复算/,
  ],
  [
    'two trainees’ records exchanged',
    (w) => w.edJson(files.facts, ({ bindings: [one, two] }) => ([one.seat, two.seat] = [two.seat, one.seat])),
    /复算/,
  ],
  [
    'a record bound to nobody',
    (w) => w.edJson(files.facts, (facts) => facts.bindings.splice(0, 1)),
    /没有对应的参训人员/,
  ],
  [
    'a period moved',
    (w) => w.edJson(files.facts, (facts) => Object.assign(facts.period, { from: '2027-01-01' })),
    /复算/,
  ],
  [
    'a period wider than the class’s',
    (w) => w.edJson(files.facts, (facts) => Object.assign(facts.period, { from: '2020-01-01', to: '2039-12-31' })),
    /培训期与.*的不同/,
  ],
  [
    'facts of another class',
    (w) => w.edJson(files.facts, (facts) => Object.assign(facts, { class: w.classes[1] })),
    /不属于这个培训班/,
  ],
  [
    'a rule’s text altered',
    (w) =>
      w.edited([...w.bag.keys()].find((path) => path.startsWith('data/rules/')) ?? '', (text) =>
        text.replace('"version":', '"version":9'),
      ),
    /与编号不符/,
  ],
  [
    'a packing time before its newest receipt',
    (w) => w.edJson(files.class, (one) => Object.assign(one, { packedAt: one.packedAt - 30 * HOUR })),
    /早于包内最新的回执/,
  ],
  [
    'a claim for more',
    (w) =>
      w.edJson(
        files.claim,
        ({ people: [one] }) => Object.assign(one.amount, { total: one.amount.total + 100 }),
        w.claim,
      ),
    /表中 .*复算/,
  ],
  [
    'a total that is not the sum',
    (w) => w.edJson(files.claim, (claim) => Object.assign(claim, { total: claim.total + 1 }), w.claim),
    /合计：表中/,
  ],
  [
    'a person asked for twice',
    (w) => w.edJson(files.claim, ({ people }) => people.push(people[0]), w.claim),
    /列了两次/,
  ],
  [
    'a person of no class',
    (w) => w.edJson(files.claim, ({ people: [one] }) => Object.assign(one, { seat: 'nobody' }), w.claim),
    /不在本班名册里/,
  ],
  [
    'a class named twice',
    (w) => w.edJson(files.claim, ({ classes }) => classes.push(classes[0]), w.claim),
    /同一个培训班列了两次/,
  ],
  [
    'a class that the claim does not name',
    (w) => w.edJson(files.claim, ({ classes }) => classes.pop(), w.claim),
    /不在申请/,
  ],
  [
    'a rate made higher',
    (w) => w.edJson(files.claim, ({ tables: [table] }) => Object.assign(table.standard[0], { amount: '60' }), w.claim),
    /复算/,
  ],
  [
    'hours of a person that are not theirs',
    (w) => w.edJson(files.claim, ({ people: [one] }) => Object.assign(one.facts.hours, { online: '40.00' }), w.claim),
    /学时申请 40\.00，复算/,
  ],
]

function lastless(line: string) {
  const { at, to } = JSON.parse(line)
  return { at, to }
}

function otherChain(w: World): Promise<Bag> {
  const changes = Object.fromEntries(chainFilesOf(w.other).map((path) => [path, w.text(path, w.other)]))
  return w.signed(changes)
}

/** The institution writes on where the first trainee stopped; it has no key of the device. */
async function appended(w: World, sign = false): Promise<Bag> {
  const last = JSON.parse(w.lines(w.entries(0)).at(-1) ?? '')
  const head = w.devices[0].entries.find(({ seq }) => seq === last.seq)?.hash
  const chain = w.chain(0)
  const entry = writeEntry(nodeCrypto, {
    chain,
    seq: last.seq + 1,
    prev: head,
    at: last.at + 1,
    kind: 'signout',
    body: { reason: 'popup' },
  })
  const batch = { chain, seq: entry.seq, head: entry.hash }
  const signature = base64url(await w.keys.service.sign(batchBytes(batch)))
  return w.signed({
    [w.entries(0)]: w.text(w.entries(0)) + joined([entry.line]),
    ...(sign && { [batchesFile(chain)]: w.text(batchesFile(chain)) + joined([canonical({ batch, signature })]) }),
  })
}

/** The last receipt of the first trainee, signed by somebody else. */
async function forgedReceipt(w: World, sign: (bytes: Uint8Array) => string | Promise<string>): Promise<Bag> {
  const all = w.lines(receiptsFile(w.chain(0)))
  const last = JSON.parse(all.at(-1) ?? '')
  const body = { v: 1 as const, chain: w.chain(0), from: 0, to: last.to, head: '0'.repeat(64), at: last.at }
  const line = canonical({ ...last, signature: await sign(receiptBytes(body)) })
  return w.edLines(receiptsFile(w.chain(0)), () => [...all.slice(0, -1), line])
}

function strangersReceipt(w: World): Promise<Bag> {
  return forgedReceipt(w, async (bytes) => base64url(await w.keys.strangerP256.sign(bytes)))
}

async function foreignCheckpoint(w: World): Promise<Bag> {
  const [origin = '', size = ''] = w.lines(files.checkpoint)
  const root = new Uint8Array(32)
  const note = await signCheckpoint(nodeCrypto, { origin, size: Number(size), root }, w.keys.stranger)
  return w.edited(files.checkpoint, () => note)
}

async function madeUpTree(w: World): Promise<Bag> {
  const [origin = '', size = ''] = w.lines(files.checkpoint)
  const note = await signCheckpoint(nodeCrypto, { origin, size: Number(size), root: new Uint8Array(32) }, w.keys.log)
  return w.edited(files.checkpoint, () => note)
}

/** The second class shows another tree than the witness may have seen of the first. */
async function ownCheckpoint(w: World): Promise<Bag> {
  const [origin = '', size = ''] = w.lines(files.checkpoint, w.claim)
  const note = await signCheckpoint(nodeCrypto, { origin, size: Number(size), root: new Uint8Array(32) }, w.keys.log)
  return w.signed({ [`data/classes/${w.classes[1]}/checkpoint.txt`]: note }, w.claim)
}
