import { readXlsx } from 'hucre'
import type { Reviewer } from './reviewer'

/** Opens the claim of a 单位, whatever became of it so far, then a part of it. */
export async function openClaim(desk: Reviewer, firm: string, part?: RegExp): Promise<void> {
  await desk.open('/reviews')
  await desk.page.getByRole('combobox', { name: '状态' }).selectOption({ label: '全部' })
  await desk.page.getByRole('row').filter({ hasText: firm }).getByRole('link').first().click()
  await desk.link(/^意见与审定/).waitFor()
  if (part) await desk.link(part).click()
}

/** A proposal on the claim of a 单位; `items`: of a return, everything that is to be put right; `why`: where something speaks against agreeing. */
export async function propose(
  desk: Reviewer,
  firm: string,
  outcome: string,
  { items, why }: { items?: readonly string[]; why?: string } = {},
): Promise<void> {
  await openClaim(desk, firm, /^意见与审定/)
  await desk.page.getByLabel(new RegExp(`^${outcome}`)).check()
  if (items) await desk.fill({ '要补正的内容（每行一项，一次写全）': items.join('\n') })
  if (why !== undefined) await desk.fill({ 说明: why })
  await desk.button('提出意见').click()
  await desk.page.getByText('待审定').first().waitFor()
}

/** Another confirms what was proposed. */
export async function confirmProposal(desk: Reviewer, firm: string): Promise<void> {
  await openClaim(desk, firm, /^意见与审定/)
  await desk.button('同意这条意见').click()
  await desk.page.getByText('审定通过').first().waitFor()
}

/** 不予补贴 of one person of a claim, with a reason. */
export async function ruleOut(desk: Reviewer, firm: string, person: string, reason: string): Promise<void> {
  await openClaim(desk, firm, /^人员与金额/)
  await desk.page.getByRole('checkbox', { name: new RegExp(person) }).check()
  await desk.button('不予认定、核减').click()
  await desk.page.getByLabel('不予补贴（整个人）').check()
  await desk.fill({ '原因（写进审核决定，单位看得到）': reason })
  await desk.button('保存认定').click()
  await desk.page.getByText('1 人有不予认定或核减').first().waitFor()
}

/** The range and the day of the next drawing, said before its value can be known. */
export async function announceDraw(desk: Reviewer, day: string): Promise<void> {
  await desk.open('/reviews/draws')
  await desk.fill({ 公布日期: day })
  await desk.button('公布范围').click()
  await desk.heading(/^已公布的抽签/).waitFor()
}

/** Draws by the public value of that day; the rows of who was drawn. */
export async function draw(desk: Reviewer, day: string, value: string): Promise<string[]> {
  await desk.open('/reviews/draws')
  await desk.fill({ 公开数值: value, 公布日期: day })
  await desk.button('抽签').click()
  await desk.page.getByRole('table', { name: '抽中' }).getByRole('row').nth(1).waitFor()
  return desk.page.getByRole('table', { name: '抽中' }).locator('tbody tr').allInnerTexts()
}

/** Opens the interview of everybody who was drawn, and writes down that what they say agrees with the record. */
export async function interviewDrawn(desk: Reviewer): Promise<void> {
  const drawing = desk.page.url()
  for (;;) {
    await desk.page.goto(drawing)
    await desk.page.getByRole('table', { name: '抽中' }).getByRole('row').nth(1).waitFor()
    const next = desk.link(/^待回访/).first()
    if (!(await next.isVisible())) return
    await next.click()
    await desk.fill({ 说明: '本人说得出课程和时间' })
    await desk.button('保存回访结果').click()
    await desk.heading('以前的回访').waitFor()
  }
}

/** Sheets of a workbook that was downloaded, as rows of text. */
export async function sheetsOf(book: Buffer): Promise<{ name: string; rows: string[][] }[]> {
  const { sheets } = await readXlsx(new Uint8Array(book))
  return sheets.map(({ name, rows }) => ({ name, rows: rows.map((row) => row.map((cell) => String(cell ?? ''))) }))
}
