import type { CheckItem } from '../../../../shared/api/claims'
import { readCapitals } from '../../../../shared/claim/capitals'
import { standardInWords, statusLabel } from '../../../../shared/claim/describe'
import type { ClaimData, ClaimPerson } from '../../claim-data'
import { look, stop } from './item'

/** What the claim as a whole lacks: its people, its rate table, the claimant's papers, and sums that agree. */
export const checkWhole = (data: ClaimData): CheckItem[] => [
  ...checkPeople(data),
  ...checkTable(data),
  ...checkClaimant(data),
  ...checkSums(data),
]

function checkPeople({ id, people }: ClaimData): CheckItem[] {
  if (people.length === 0)
    return [stop('nobody', { text: '申请里还没有人：请从培训班里选择能先报的人', link: `/claims/${id}/people` })]
  const byReason = new Map<string, ClaimPerson[]>()
  for (const person of people) {
    const { refused } = person.amount
    // Where the table has no amounts everybody is refused for that one reason: it is said of the table.
    if (refused && refused.code !== 'standard-unknown')
      byReason.set(refused.message, [...(byReason.get(refused.message) ?? []), person])
  }
  return [...byReason].map(([message, some]) =>
    stop('refused', {
      text: `${some.length} 人不能申报：${message}。请移出本次申请，或补齐后重新核算`,
      link: `/claims/${id}/people?filter=refused`,
      people: some,
    }),
  )
}

function checkTable({ tables }: ClaimData): CheckItem[] {
  const newest = tables.at(-1) ?? tables[0]
  if (newest.standard.length === 0)
    return [
      stop('no-standard', {
        text: `“${newest.title}”没有数额：请按当地文件录入补贴标准，或换一份标准`,
        link: '/settings/rates',
      }),
    ]
  if (newest.status === 'confirmed') return []
  return [
    look('standard-unconfirmed', {
      text: `补贴标准“${newest.title}”（${standardInWords(newest)}）${statusLabel(newest)}，请与当地文件核对`,
      link: '/settings/rates',
    }),
  ]
}

function checkClaimant({ claimant }: ClaimData): CheckItem[] {
  const missing = [
    ...(claimant.creditCode === '' ? ['统一社会信用代码'] : []),
    ...(claimant.address === '' ? ['地址'] : []),
    ...(claimant.contact === '' || claimant.phone === '' ? ['联系人和电话'] : []),
    ...(claimant.legalPerson === '' ? ['法定代表人'] : []),
  ]
  const link = '/settings/organisation'
  return [
    ...(missing.length > 0 ? [stop('profile', { text: `单位资料还缺：${missing.join('、')}`, link })] : []),
    ...(claimant.account.number === ''
      ? [stop('account', { text: '还没有登记收款账户（开户名、开户银行、账号）', link })]
      : []),
  ]
}

/** Sum of lines = sum of people = total = capitals. They come from one reckoning; that they do not agree would be a fault of ours. */
function checkSums({ people, total, capitals }: ClaimData): CheckItem[] {
  const wrong = people.filter(({ amount }) => amount.lines.reduce((sum, line) => sum + line.amount, 0) !== amount.total)
  const sum = people.reduce((all, { amount }) => all + amount.total, 0)
  if (wrong.length === 0 && sum === total && readCapitals(capitals) === total) return []
  return [stop('sums', { text: '金额合计与明细不一致，请联系软件支持', people: wrong, turn: 'administrator' })]
}
