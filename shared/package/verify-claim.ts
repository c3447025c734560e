import { showYuan } from '../claim/money'
import { sha256Hex } from '../crypto'
import type { Milliseconds } from '../record/fields'
import { type Bag, type PackageFiles, readAll, textIn, textOf } from './bag'
import { amountProblems, type NameOf } from './claim-amounts'
import { type ClaimFile, claimFile, peopleFile, teachingFile } from './claim-layout'
import { checkVideos } from './claim-videos'
import { classOfClaim } from './class-files'
import type { PackedFinding } from './findings'
import { classFolder, evidenceFile, files, scanFile } from './layout'
import type { SealedLog } from './log'
import { checkPapers, type OnPaper, onPaper, readPeople } from './papers-equal'
import { parseFile } from './parse'
import { Checks, type Report, type SeatFigures } from './report'
import { attained, type Reached, seatProblems } from './seat-claim'
import { newestOf } from './validity'
import type { Context, Found } from './verify'
import { checkClass, type VerifiedClass } from './verify-class'
import { checkWitnessed } from './witnessed'

/** What stands once for all classes, and is read. */
const topFiles: readonly string[] = [files.claim, files.videos, files.witnessed]

/** Version 2: a claim of several classes. Each class is read, verified and let go; then amounts are reckoned again. */
export async function checkClaim(context: Context, from: PackageFiles): Promise<Found> {
  const { crypto, options, keys, checks } = context
  const top = await readAll(from, (path) => topFiles.includes(path))
  const parsed = parseFile(claimFile, textOf(top, files.claim))
  checks.add('可用性', '补贴申请能读出', 'problem' in parsed ? [`${files.claim} ${parsed.problem}`] : [])
  if ('problem' in parsed) return { title: '', seats: [], findings: [], packedAt: undefined, newest: undefined }
  const claim = parsed.value
  const seats: SeatFigures[] = []
  const findings: PackedFinding[] = []
  const sealed: SealedLog[] = []
  const receipts: (Milliseconds | undefined)[] = []
  const names = new Map<string, string>()
  const problems: string[] = []
  const roster = await readPeople(from)
  const onPapers: OnPaper[] = []
  const wanted = new Set(claim.people.map(({ seat }) => seat))
  // A class named twice is told of below, and looked at once.
  for (const one of new Map(claim.classes.map((named) => [named.class, named])).values()) {
    const own = new Checks()
    const mine = classOfClaim(from, context.claims, one.class)
    const reached = new Map<string, Reached>()
    const found = await checkClass(crypto, mine, keys, options, own, (seat, about) => {
      if (wanted.has(seat.seat)) reached.set(seat.seat, attained(seat, about))
    })
    const label = found.about?.class.class.name ?? one.class
    names.set(one.class, label)
    checkTeaching(await textIn(mine, files.teaching), own)
    if (found.about?.class.class.status === 'open') own.note('培训班尚未结束，学时和考核截至打包时')
    checks.merge(own, label)
    if (found.sealed) sealed.push(found.sealed)
    if (!found.about) continue
    onPapers.push(...onPaper(claim, roster, found.about))
    problems.push(...classProblems(claim, one, found.about, label), ...seatProblems(claim, found.about, reached, label))
    seats.push(...found.about.seats.map((seat) => ({ ...seat, class: label })))
    receipts.push(found.about.newest)
    findings.push(...found.about.findings.map((finding) => ({ ...finding, class: label, classId: one.class })))
  }
  const nameOf: NameOf = ({ class: of, number }) => `${names.get(of) ?? of} 参训编号 ${number}`
  problems.push(...strangers(claim, from))
  checks.add('可用性', '申请的人员、学时、完成和考核情况由学习记录复算，与申请一致', problems)
  checks.add('可用性', '补贴金额由学时和补贴标准逐项复算，与申请一致', amountProblems(claim, nameOf))
  checkPeople(claim, await textIn(from, files.people), checks)
  await checkPapers(from, options.readWorkbook, onPapers, checks)
  checks.add('完整性', '盖章扫描件和依据文件与编号相符', await hashProblems(context, from, claim))
  checkVideos(textOf(top, files.videos), checks)
  await checkSeen(context, top, sealed)
  noteClaim(claim, checks)
  return {
    title: `${claim.organisation.name} ${claim.claim.title}（${claim.claim.number}）`,
    seats,
    findings,
    claim: summaryOf(claim, names),
    packedAt: claim.packedAt,
    newest: newestOf(receipts),
  }
}

function classProblems(
  { organisation }: ClaimFile,
  one: ClaimFile['classes'][number],
  { class: about }: VerifiedClass,
  label: string,
): string[] {
  const problems: string[] = []
  if (about.class.id !== one.class) problems.push(`${label}：文件夹里是另一个培训班`)
  if (about.organisation.id !== organisation.id) problems.push(`${label}：不是申请单位的培训班`)
  if (about.seats.length !== one.enrolled) problems.push(`${label}：申请所列学员人数与名册不符`)
  return problems
}

/** Two classes with a log each could show two histories, of which a witness saw one. */
const onlyOnTop = /^data\/classes\/[^/]+\/(keys\.json$|checkpoint\.txt$|witnessed\.ndjson$|rules\/)/

/** Records of classes that the claim does not name, people of classes it does not name, and people named twice. */
function strangers({ classes, people }: ClaimFile, from: PackageFiles): string[] {
  const named = new Set(classes.map((one) => one.class))
  const problems: string[] = named.size === classes.length ? [] : ['同一个培训班列了两次']
  const folders = new Set([...from.keys()].flatMap((path) => /^data\/classes\/([^/]+)\//.exec(path)?.[1] ?? []))
  for (const folder of folders) if (!named.has(folder)) problems.push(`${classFolder(folder)} 不在申请所列的培训班里`)
  for (const { class: of, number } of people) if (!named.has(of)) problems.push(`参训编号 ${number} 的培训班不在申请里`)
  if (new Set(people.map(({ seat }) => seat)).size < people.length) problems.push('同一名参训人员列了两次')
  for (const path of from.keys()) if (onlyOnTop.test(path)) problems.push(`${path} 只能在资料包的顶层`)
  return problems
}

/** The roster for machines, where the package has one, names each person asked for once and nobody else. */
function checkPeople({ people }: ClaimFile, text: string | undefined, checks: Checks): void {
  if (text === undefined) {
    checks.note('资料包没有可供导入的人员名单（由较早的版本制作），人员以表格为准')
    return
  }
  const parsed = parseFile(peopleFile, text)
  if ('problem' in parsed) {
    checks.add('可用性', '人员名单与申请一致', [`${files.people} ${parsed.problem}`])
    return
  }
  const key = (one: { class: string; seat: string; number: string }) => `${one.class}/${one.seat}/${one.number}`
  const asked = new Set(people.map(key))
  const named = parsed.value.people.map(key)
  const known = new Set(named)
  const problems = [
    ...people.filter((one) => !known.has(key(one))).map(({ number }) => `名单里没有参训编号 ${number}`),
    ...parsed.value.people
      .filter((one) => !asked.has(key(one)))
      .map(({ number }) => `名单里的参训编号 ${number} 不在申请里`),
    ...(new Set(named).size < named.length ? ['名单里有人列了两次'] : []),
  ]
  checks.add('可用性', '人员名单与申请一致', problems)
}

function checkTeaching(text: string | undefined, checks: Checks): void {
  if (text === undefined) return
  const parsed = parseFile(teachingFile, text)
  checks.add('可用性', '授课记录能读出', 'problem' in parsed ? [`${files.teaching} ${parsed.problem}`] : [])
}

/** Files named by their hashes, read one by one; of a scan that was printed from other data the reader is told. */
async function hashProblems(
  { crypto, checks }: Context,
  from: PackageFiles,
  { scans, dataHash }: ClaimFile,
): Promise<string[]> {
  const problems: string[] = []
  const there = new Set<string>()
  for (const path of from.keys()) {
    const [, folder, hash] = /^data\/(evidence|scans)\/([0-9a-f]{64})$/.exec(path) ?? []
    const bytes = hash && (await from.get(path))
    if (!bytes || !hash) continue
    const place = folder === 'scans' ? scanFile : evidenceFile
    there.add(path)
    if (place(sha256Hex(crypto, bytes)) !== path) problems.push(`${path} 与编号不符`)
  }
  for (const scan of scans) {
    if (!there.has(scanFile(scan.file))) problems.push(`缺少盖章扫描件 ${scan.form}（${scan.file.slice(0, 8)}）`)
    if (scan.dataHash !== dataHash) checks.note(`盖章扫描件 ${scan.form}：已盖章版本与数据不一致，请重新打印`)
  }
  return problems
}

/** All classes stand in one log, under one checkpoint. */
async function checkSeen(
  { crypto, keys, options, checks }: Context,
  top: Bag,
  sealed: readonly SealedLog[],
): Promise<void> {
  const [first] = sealed
  if (!first) return
  const { witnesses = [], authorities = [] } = options
  const whole = { note: first.note, receipts: sealed.flatMap(({ receipts }) => receipts) }
  await checkWitnessed({ crypto, bag: top, keys: keys.log, witnesses, authorities, checks }, whole)
}

function noteClaim({ tables, people, onBehalf, dataHash, claim }: ClaimFile, checks: Checks): void {
  checks.note(`申请第 ${claim.version} 版，材料码 ${dataHash.slice(0, 10)}：应与每页表格所印的一致`)
  for (const { title, status, source } of tables)
    if (status !== 'confirmed') checks.note(`补贴标准“${title}”待人社局确认（${source}）`)
  if (onBehalf) checks.note('由申请单位代学员申请：请核对代为申请协议')
  const unpaid = people.filter(({ amount }) => amount.refused)
  if (unpaid.length > 0) checks.note(`有 ${unpaid.length} 人次按补贴标准不能申请，金额为 0`)
}

const summaryOf = (
  { people, total, capitals }: ClaimFile,
  names: ReadonlyMap<string, string>,
): NonNullable<Report['claim']> => ({
  people: people.length,
  total: showYuan(total),
  capitals,
  asked: people.map(({ class: of, number, hours, amount }) => ({
    ...{ class: names.get(of) ?? of, number, hours: hours.total, amount: showYuan(amount.total) },
    ...(amount.refused && { refused: amount.refused.message }),
  })),
})
