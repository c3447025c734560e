import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { asBureau } from './test/bureau-fixture'
import { crowd } from './test/bureau-review-data'
import type { Fixture } from './test/fixture'
import { inChromium } from './test/in-chromium'

inChromium('追回 at a bureau, in Chromium', (chromium) => {
  let fixture: Fixture
  let page: Page

  beforeAll(async () => {
    fixture = chromium.fixture
    asBureau(fixture.state)
    page = await chromium.newPage()
  })

  it('is recorded of anybody of a claim, also of somebody no page of the list begins with', async () => {
    const last = crowd.at(-1)
    if (!last) throw new Error('nobody in the claim')
    await page.goto(`${fixture.url}/reviews/review-1/history`)
    await page.getByRole('button', { name: '登记追回' }).click()
    await page.getByLabel('查找姓名或参训编号').fill(last.name)
    const who = page.getByLabel('人员', { exact: true })
    await who.locator(`option[value="${last.id}"]`).waitFor({ state: 'attached' })
    await who.selectOption(last.id)
    await page.getByLabel('查找姓名或参训编号').fill('')
    await page.getByText(`共 ${crowd.length} 人`).waitFor()
    await page.getByLabel('金额（元）').fill('100')
    await page.getByLabel('原因').fill('审计发现未参加培训')
    await page.getByRole('button', { name: '登记追回' }).last().click()
    await page.getByText('已登记').first().waitFor()
    const sent = fixture.state.asked.find(({ path }) => path === '/api/bureau/reviews/review-1/recoveries')
    expect(sent?.body).toMatchObject({ person: last.id, amount: 10_000 })
  })
})
