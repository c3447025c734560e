import type { Ref } from 'preact'
import type { GroupNotice } from '../../../../shared/api/reach'
import { qrModules } from '../../parts/qr'

/** A4 at 96 dpi. */
export const POSTER = { width: 794, height: 1123 }
const MIDDLE = POSTER.width / 2
const INK = '#172124'
const QUIET = '#50605f'
const ACCENT = '#0b5d62'
const QR = { at: 217, top: 350, size: 360, quiet: 4 }

const steps = (code: string): string[] => [
  '用电脑打开上面的网址（手机扫码先看说明）',
  `照步骤安装学迹，加入班级（班级代码 ${code}）`,
  '做一分钟练习课，看到“老师已收到”',
  '打开培训网站，像平时一样学习',
]

/**
 * The poster of a class as one picture that carries its own looks, so that the file is what the screen shows. In Chinese whatever the
 * console's language. Of the class alone: nothing of any person.
 */
export function Poster({
  notice,
  picture,
  label,
}: {
  notice: GroupNotice
  picture: Ref<SVGSVGElement>
  label: string
}) {
  const { organisation, className, period, code, link } = notice
  const size = Math.max(34, Math.min(44, Math.floor(704 / widthOf(className))))
  const title = wrapped(className, 704 / size).slice(0, 2)
  return (
    <svg
      ref={picture}
      class="poster"
      xmlns="http://www.w3.org/2000/svg"
      viewBox={`0 0 ${POSTER.width} ${POSTER.height}`}
      width={POSTER.width}
      height={POSTER.height}
      role="img"
      aria-label={label}
      font-family="'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif"
      text-anchor="middle"
    >
      <rect width={POSTER.width} height={POSTER.height} fill="#ffffff" />
      <rect width={POSTER.width} height="16" fill={ACCENT} />
      <text x={MIDDLE} y="92" font-size="24" fill={QUIET}>
        {organisation}
      </text>
      {title.map((line, i) => (
        <text key={line} x={MIDDLE} y={152 + i * 56} font-size={size} font-weight="bold" fill={INK}>
          {line}
        </text>
      ))}
      <text x={MIDDLE} y={title.length > 1 ? 258 : 214} font-size="22" fill={QUIET}>
        培训期 {period.from} 至 {period.to}
      </text>
      <text x={MIDDLE} y="320" font-size="32" font-weight="bold" fill={ACCENT}>
        线上学习，从这里开始
      </text>
      <path d={qrPath(link)} fill="#000000" shape-rendering="crispEdges" />
      <text x={MIDDLE} y="752" font-size={link.length > 46 ? 18 : 24} fill={INK}>
        {link}
      </text>
      <g text-anchor="start" font-size="26" fill={INK}>
        {steps(code).map((step, i) => (
          <g key={step}>
            <circle cx="112" cy={817 + i * 56} r="18" fill={ACCENT} />
            <text x="112" y={826 + i * 56} text-anchor="middle" font-size="22" fill="#ffffff">
              {i + 1}
            </text>
            <text x="146" y={826 + i * 56}>
              {step}
            </text>
          </g>
        ))}
      </g>
      <text x={MIDDLE} y="1052" font-size="20" fill={QUIET}>
        手机、微信里看课，学迹记录不到；手机上可以签到、看学时、提问
      </text>
      <text x={MIDDLE} y="1084" font-size="20" fill={QUIET}>
        个人加入码由老师单独发，请不要发到群里
      </text>
    </svg>
  )
}

/** Lines of at most so many full-width characters, broken before a bracket or after a space where there is one, but a number keeps its measure. */
function wrapped(text: string, width: number): string[] {
  const parts = text.split(/(?=[（(【])|(?<=[^\d] )/).flatMap((part) => (widthOf(part) > width ? [...part] : [part]))
  const lines: string[] = []
  for (const part of parts) {
    const last = lines.at(-1)
    if (last !== undefined && widthOf(last + part) <= width) lines[lines.length - 1] = last + part
    else lines.push(part)
  }
  return lines
}

const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (letter < '\u0300' ? 0.6 : 1), 0)

/** The link as squares; nothing where it is too long for a code. */
function qrPath(text: string): string {
  let modules: boolean[][]
  try {
    modules = qrModules(text)
  } catch {
    return ''
  }
  const unit = QR.size / (modules.length + 2 * QR.quiet)
  const place = (n: number) => ((n + QR.quiet) * unit).toFixed(2)
  const side = unit.toFixed(2)
  return modules
    .flatMap((row, y) =>
      row.flatMap((dark, x) =>
        dark ? `M${Number(place(x)) + QR.at} ${Number(place(y)) + QR.top}h${side}v${side}h-${side}z` : [],
      ),
    )
    .join('')
}
