import { pageCrypto } from './crypto'
import { isEncrypted } from './package-file'
import { BadInput, verified } from './verified'

const find = <T extends Element>(id: string, kind: new () => T): T => {
  const found = document.getElementById(id)
  if (!(found instanceof kind)) throw new Error(`no ${id}`)
  return found
}

const form = find('form', HTMLFormElement)
const file = find('file', HTMLInputElement)
const videos = find('videos', HTMLInputElement)
const key = find('key', HTMLInputElement)
const encrypted = find('encrypted', HTMLFieldSetElement)
const identity = find('identity', HTMLTextAreaElement)
const identityFile = find('identity-file', HTMLInputElement)
const authorities = find('authorities', HTMLInputElement)
const witnesses = find('witnesses', HTMLTextAreaElement)
const start = find('start', HTMLButtonElement)
const said = find('said', HTMLParagraphElement)
const progress = find('progress', HTMLProgressElement)
const result = find('result', HTMLElement)
const verdict = find('verdict', HTMLHeadingElement)
const report = find('report', HTMLPreElement)

form.addEventListener('submit', (event) => {
  event.preventDefault()
  void run()
})
for (const input of [file, videos]) input.addEventListener('change', () => void askForIdentity())
find('print', HTMLButtonElement).addEventListener('click', () => window.print())
find('save', HTMLButtonElement).addEventListener('click', save)
// Nothing of a private key outlives the page, in what a browser keeps of forms either.
addEventListener('pagehide', forgetIdentity)

/** The key of an encrypted package is asked for only where there is one. */
async function askForIdentity(): Promise<boolean> {
  const chosen = [...(file.files ?? []), ...(videos.files ?? [])]
  const any = (await Promise.all(chosen.map(isEncrypted))).some(Boolean)
  if (!any) forgetIdentity()
  encrypted.hidden = !any
  return any
}

function forgetIdentity(): void {
  identity.value = ''
  identityFile.value = ''
}

async function run(): Promise<void> {
  const [chosen] = file.files ?? []
  if (!chosen) return tell('请先选择资料包')
  start.disabled = true
  result.hidden = true
  progress.hidden = false
  try {
    await askForIdentity()
    const [ownKey] = identityFile.files ?? []
    const asked = {
      ...{ file: chosen, videos: videos.files?.[0], key: key.value, witnesses: witnesses.value },
      authorities: [...(authorities.files ?? [])],
      identities: `${identity.value}\n${(await ownKey?.text()) ?? ''}`,
    }
    const answer = await verified(pageCrypto(), asked, show)
    // As text alone: what a package says is never markup.
    verdict.textContent = answer.words
    verdict.dataset.verdict = answer.verdict
    report.textContent = answer.text
    result.hidden = false
    tell('核验完成')
    verdict.focus({ preventScroll: true })
    result.scrollIntoView()
  } catch (error) {
    tell(error instanceof BadInput ? error.message : brokenOff(error))
  } finally {
    start.disabled = false
    progress.hidden = true
  }
}

/** Steps are said aloud, how far they are is only shown. */
function show(step: string, done: number, all: number): void {
  const text = `正在${step}…`
  if (said.textContent !== text) tell(text)
  if (all === 0) progress.removeAttribute('value')
  else progress.value = done / all
}

function brokenOff(error: unknown): string {
  const gone = error instanceof DOMException && ['NotReadableError', 'NotFoundError'].includes(error.name)
  return gone
    ? '核验中断：读不到选好的文件，可能已移动、改动或拔出。请重新选择'
    : '核验中断：浏览器的内存或磁盘不够，或版本太旧。请用 npx xueji verify 核验'
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
