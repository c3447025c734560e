import { pageCrypto } from './crypto'
import { BadInput, verified } from './verified'

const find = <T extends Element>(id: string, kind: new () => T): T => {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new Error(`no ${id}`)
  return found
}

const form = find('form', HTMLFormElement)
const file = find('file', HTMLInputElement)
const key = find('key', HTMLInputElement)
const witnesses = find('witnesses', HTMLTextAreaElement)
const start = find('start', HTMLButtonElement)
const said = find('said', HTMLParagraphElement)
const result = find('result', HTMLElement)
const verdict = find('verdict', HTMLParagraphElement)
const report = find('report', HTMLPreElement)

form.addEventListener('submit', (event) => {
  event.preventDefault()
  void run()
})
find('print', HTMLButtonElement).addEventListener('click', () => window.print())
find('save', HTMLButtonElement).addEventListener('click', save)

async function run(): Promise<void> {
  const [chosen] = file.files ?? []
  if (!chosen) return tell('请先选择资料包')
  start.disabled = true
  result.hidden = true
  tell('正在核验…')
  try {
    const asked = { file: chosen, key: key.value, witnesses: witnesses.value }
    const answer = await verified(pageCrypto(), asked, (done, all) =>
      tell(`正在核验… ${all === 0 ? 0 : Math.floor((100 * done) / all)}%`),
    )
    // As text alone: what a package says is never markup.
    verdict.textContent = answer.words
    verdict.dataset.verdict = answer.verdict
    report.textContent = answer.text
    result.hidden = false
    tell('核验完成')
    result.focus()
  } catch (error) {
    if (!(error instanceof BadInput)) tell('核验中断：浏览器的内存不够，或版本太旧。请用 npx xueji verify 核验')
    else tell(error.message)
  } finally {
    start.disabled = false
  }
}

function tell(text: string): void {
  said.textContent = text
}

function save(): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(new Blob([report.textContent ?? ''], { type: 'text/plain;charset=utf-8' }))
  link.download = '核验报告.txt'
  link.click()
  URL.revokeObjectURL(link.href)
}
