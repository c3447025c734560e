import { createRequire } from 'node:module'
import PDFDocument from 'pdfkit'
import { showDuration, showTime } from '../../shared/calendar/beijing'
import { classHours } from '../../shared/study/hours'
import { reasonOrder, reasons } from '../../shared/study/reasons'
import type { ClassData } from './class-data'
import { deductionsIn, type PersonDay } from './person-days'

const require = createRequire(import.meta.url)
const font = (weight: '400Regular' | '700Bold') =>
  require.resolve(`@expo-google-fonts/noto-sans-sc/${weight}/NotoSansSC_${weight}.ttf`)

const MARGIN = 48
const LIMITS = [
  '有效时长由学员浏览器中的扩展记录、逐条相扣并签名，单位服务器出具回执并封存；任何人可用资料包脱机重算。',
  '时间仅由该单位服务器证明：本资料包未经人社局备查。',
  '签名说明记录由该设备的扩展写下、之后未改；不能证明坐在屏幕前的是谁，也不能证明学懂了没有。',
  '姓名中的生僻字在本页如显示为方框，以学员名册（roster.xlsx）为准。',
]

/** summary.pdf: the class on paper, A4, the table's header on each page, space for seals. */
export function summaryPdf(data: ClassData, madeAt: number): Promise<Buffer> {
  const doc = new PDFDocument({
    size: 'A4',
    margin: MARGIN,
    bufferPages: true,
    info: { Title: `${data.trained.name} 培训情况汇总`, CreationDate: new Date(madeAt), ModDate: new Date(madeAt) },
  })
  doc.registerFont('plain', font('400Regular'))
  doc.registerFont('bold', font('700Bold'))
  const parts: Buffer[] = []
  doc.on('data', (part: Buffer) => parts.push(part))
  const done = new Promise<Buffer>((resolve) => doc.on('end', () => resolve(Buffer.concat(parts))))
  head(doc, data, madeAt)
  table(doc, data)
  foot(doc, data)
  numberPages(doc)
  doc.end()
  return done
}

type Doc = InstanceType<typeof PDFDocument>

function head(doc: Doc, { trained }: ClassData, madeAt: number): void {
  const { plan } = trained
  doc.font('bold').fontSize(18).text(`${trained.name} 培训情况汇总`, { align: 'center' }).moveDown(0.6)
  const lines: [string, string][] = [
    ['单位', trained.organisationName],
    ['工种及等级', `${plan.occupation} ${plan.level}`],
    ['培训期', `${plan.period.from} 至 ${plan.period.to}`],
    ['课程', plan.courses.map(({ title, hours }) => (hours ? `${title}（${hours} 学时）` : title)).join('；')],
    [
      '认定规则',
      `${plan.policy.title} 第${plan.policy.version}版；${plan.policy.minutesPerHour} 分钟折 1 学时；${plan.policy.status === 'confirmed' ? '已确认' : '待人社局确认'}`,
    ],
    ['依据', plan.policy.source],
    ['生成时间', `${showTime(madeAt)}（北京时间）`],
  ]
  doc.fontSize(10)
  for (const [label, text] of lines) doc.font('bold').text(`${label}：`, { continued: true }).font('plain').text(text)
  doc.moveDown(0.8)
}

const columns = [
  { title: '参训编号', width: 54 },
  { title: '姓名', width: 66 },
  { title: '有效时长', width: 78 },
  { title: '折算学时', width: 54 },
  { title: '测试成绩', width: 122 },
  { title: '平台所示进度', width: 125 },
]

function table(doc: Doc, { people, trained }: ClassData): void {
  const rows = people.map(({ row, credited }) => [
    row.number,
    row.name,
    showDuration(credited),
    classHours(credited, trained.plan.policy),
    row.courses
      .flatMap(({ score, title }) => (score ? [`${title} ${score.value}${score.max ? `/${score.max}` : ''}`] : []))
      .join('\n'),
    row.courses
      .flatMap(({ platform, title }) =>
        platform
          ? [`${title} ${[platform.progress, platform.finished ? '已完成' : ''].filter(Boolean).join(' ')}`]
          : [],
      )
      .join('\n'),
  ])
  line(
    doc,
    columns.map(({ title }) => title),
    true,
  )
  for (const row of rows) {
    if (doc.y + heightOf(doc, row) > doc.page.height - MARGIN - 20) {
      doc.addPage()
      line(
        doc,
        columns.map(({ title }) => title),
        true,
      )
    }
    line(doc, row, false)
  }
}

const heightOf = (doc: Doc, cells: readonly string[]) =>
  Math.max(
    ...cells.map((text, i) => doc.fontSize(9).heightOfString(text || ' ', { width: (columns[i]?.width ?? 60) - 8 })),
  ) + 8

function line(doc: Doc, cells: readonly string[], header: boolean): void {
  doc.font(header ? 'bold' : 'plain')
  const height = heightOf(doc, cells)
  const top = doc.y
  let x = MARGIN
  for (const [i, text] of cells.entries()) {
    const width = columns[i]?.width ?? 60
    if (header) doc.rect(x, top, width, height).fillAndStroke('#e3eeed', '#8a9a9a')
    else doc.rect(x, top, width, height).stroke('#8a9a9a')
    doc
      .fillColor('#111')
      .fontSize(9)
      .text(text, x + 4, top + 4, { width: width - 8 })
    x += width
  }
  doc.x = MARGIN
  doc.y = top + height
}

function foot(doc: Doc, { people, trained }: ClassData): void {
  const total = people.reduce((sum, { credited }) => sum + credited, 0)
  if (doc.y > doc.page.height - MARGIN - 230) doc.addPage()
  doc
    .moveDown(0.8)
    .font('bold')
    .fontSize(10)
    .text(
      `合计 ${people.length} 人，有效时长 ${showDuration(total)}，人均 ${classHours(people.length > 0 ? total / people.length : 0, trained.plan.policy)} 学时`,
    )
  const lost = deductionsIn(everyDay(people))
  const deducted = reasonOrder.flatMap((reason) => {
    const ms = lost.get(reason) ?? 0
    return ms > 0 ? [`${reasons[reason].label} ${showDuration(ms)}`] : []
  })
  const staying = people.filter(({ row }) => row.left === undefined)
  const gone = people.length - staying.length
  const done = staying.filter(({ row }) => row.missing?.length === 0).length
  doc
    .font('plain')
    .text(`不计入时长：${deducted.length > 0 ? deducted.join('；') : '无'}`)
    .text(
      `结业：按认定规则已达到 ${done} 人，未达到 ${staying.length - done} 人（各人还缺的见 study.xlsx）${gone > 0 ? `；另有 ${gone} 人中途离开，学时仍列在其名下` : ''}`,
    )
    .text(othersText(people))
    .moveDown(0.6)
  doc.font('bold').text('说明').font('plain')
  for (const [i, text] of LIMITS.entries()) doc.text(`${i + 1}. ${text}`)
  doc.moveDown(1.6)
  doc.text('经办人：                          负责人：                          单位（盖章）：').moveDown(1.2)
  doc.text(
    '                                                                                             年      月      日',
  )
}

function* everyDay(people: ClassData['people']): Generator<PersonDay> {
  for (const { days } of people) yield* days
}

/** Of other sources: how much they state and how much of it counts. */
function othersText(people: ClassData['people']): string {
  const [platform, hand] = (['乙', '丙'] as const).map((source) => {
    const sum = (of: 'stated' | 'counted') =>
      people.reduce((total, { row }) => total + (row.sources?.[source][of] ?? 0), 0)
    return `${showDuration(sum('stated'))}，计入 ${showDuration(sum('counted'))}`
  })
  return `其他来源：平台记录（乙）${platform}；人工补录（丙）${hand}`
}

function numberPages(doc: Doc): void {
  const { count } = doc.bufferedPageRange()
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page)
    doc.page.margins.bottom = 0
    doc
      .font('plain')
      .fontSize(8)
      .fillColor('#555')
      .text(`第 ${page + 1} 页，共 ${count} 页`, MARGIN, doc.page.height - 30, {
        align: 'center',
        width: doc.page.width - 2 * MARGIN,
      })
  }
}
