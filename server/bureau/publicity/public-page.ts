import type { PublicityTerm, PublicPerson } from '../../../shared/api/bureau-publicity'
import type { ListPage } from '../../../shared/api/lists'
import { plainYuan, showYuan } from '../../../shared/claim/money'
import { type Html, html } from '../../reach/html'
import { publicLayout } from './public-layout'
import { type PublicityRecord, stateOf } from './publicity'
import { TENTATIVE } from './publicity-paper'

/** A 公示 as everybody finds it in the list of them. */
export interface PublicNotice {
  record: PublicityRecord
  bureau: string
  term: PublicityTerm
  /** Names are there to be read: the period runs. */
  shown: boolean
  /** Of the claims that were not taken off. */
  people: number
  amount: number
}

/** Every 公示 that runs on this server. */
export function publicityListPage(notices: readonly PublicNotice[]): string {
  const body = html`<h1>职业培训补贴公示</h1>
${
  notices.length === 0
    ? html`<div class="card"><p>现在没有正在公示的名单。公示期满的名单不再显示。</p></div>`
    : html`<div class="wide"><table>
<thead><tr><th scope="col">公示</th><th scope="col">公示单位</th><th scope="col">公示时间</th><th scope="col" class="number">人数</th><th scope="col" class="number">金额（元）</th></tr></thead>
<tbody>${notices.map(
        ({ record, bureau, term, people, amount }) => html`<tr>
<td><a href="/public/${record.id}">${record.title}</a><br><span class="small quiet">${record.number}</span></td>
<td>${bureau}</td>
<td class="nowrap">${term.opens} 至 ${term.last}${term.tentative && html` <span class="tentative">暂定</span>`}</td>
<td class="number">${people}</td><td class="number">${plainYuan(amount)}</td></tr>`,
      )}</tbody></table></div>`
}`
  return publicLayout('职业培训补贴公示', body)
}

/** One 公示: what it is about, and who is on it while it runs. */
export function publicityPage(
  notice: PublicNotice,
  people: ListPage<PublicPerson>,
  size: number,
  search: string,
): string {
  const { record, shown } = notice
  const body = html`<p class="small no-print"><a href="/public">全部公示</a></p>
<h1>${record.title}</h1>
${about(notice)}
${shown ? names(notice, people, size, search) : ended(record)}`
  return publicLayout(`${record.title} - 公示`, body)
}

function ended(record: PublicityRecord): Html {
  const [title, why] = stateOf(record) === 'withdrawn' ? ['公示已撤回', '这次公示已经撤回'] : ['公示已结束', '公示期满']
  return html`<div class="card"><h2>${title}</h2><p>${why}，名单不再显示。对补贴有疑问的，请打上面的监督电话。</p></div>`
}

const about = ({ record, bureau, term }: PublicNotice): Html => html`<p class="quiet">${record.number} · ${bureau}</p>
<div class="card">
<p>根据绥人社函〔2020〕31号，现将审核合格的人员名单、补贴标准及补贴金额向社会公示。</p>
<p>公示时间：<b>${term.opens} 至 ${term.last}</b>，${term.days} 个工作日，公示当日不计${term.tentative && html`<span class="tentative">${TENTATIVE}</span>`}</p>
<p>补贴标准：${record.standard}</p>
<p>监督电话：${record.phone}　异议受理：${record.place}</p>
<p class="quiet">公示期内对名单有异议的，可以实名或者匿名反映。实名反映的请留下联系方式，身份保密。</p>
</div>`

function names(
  { record, amount }: PublicNotice,
  { rows, total, page }: ListPage<PublicPerson>,
  size: number,
  search: string,
): Html {
  const pages = Math.max(1, Math.ceil(total / size))
  const to = (n: number) =>
    `/public/${record.id}?${new URLSearchParams({ ...(search !== '' && { q: search }), page: String(n) })}`
  return html`<form class="no-print" method="get" action="/public/${record.id}">
<label for="q">找姓名或培训单位</label><input id="q" name="q" value="${search}" maxlength="60"> <button type="submit">查找</button>
　<a href="/public/${record.id}/list.pdf">下载 PDF</a>　<a href="/public/${record.id}/list.xlsx">下载 XLSX</a>
</form>
<p class="quiet">${search === '' ? `共 ${total} 人，合计 ${showYuan(amount)}` : `找到 ${total} 人`}${pages > 1 && `，第 ${page} 页，共 ${pages} 页`}</p>
${
  rows.length === 0
    ? html`<div class="card"><p>名单里没有找到。请核对后再找，或者看<a href="/public/${record.id}">全部名单</a>。</p></div>`
    : html`<div class="wide" tabindex="0" role="region" aria-label="公示名单"><table>
<thead><tr><th scope="col">序号</th><th scope="col">姓名</th><th scope="col">身份证号</th><th scope="col">培训单位</th><th scope="col">培训工种</th><th scope="col">等级</th><th scope="col" class="number">认定学时</th><th scope="col">补贴标准</th><th scope="col" class="number">补贴金额（元）</th></tr></thead>
<tbody>${rows.map(
        (
          row,
        ) => html`<tr><td>${row.position}</td><td class="nowrap">${row.name}</td><td class="nowrap">${row.idShown}</td><td>${row.firm}</td>
<td>${row.occupation}</td><td>${row.level}</td><td class="number">${row.hours}</td><td>${row.standard}</td><td class="number">${plainYuan(row.amount)}</td></tr>`,
      )}</tbody></table></div>`
}
<p class="pages no-print">${page > 1 && html`<a href="${to(page - 1)}">上一页</a>　`}${page < pages && html`<a href="${to(page + 1)}">下一页</a>`}</p>`
}
