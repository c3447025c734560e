import type { CheckItem } from '../../../../shared/api/claims'
import type { ClaimData } from '../../claim-data'
import { SHORT_CODE } from '../../data-hash'
import type { Around } from './around'
import { look, stop } from './item'

/** The words that tell of a stamped paper whose data have changed since. */
export const STALE = '已盖章版本与数据不一致，请重新打印'

const NAMES: Readonly<Record<string, string>> = {
  application: '培训补贴资金申请表',
  people: '补贴人员花名册',
  declaration: '承诺书（声明）',
  agreement: '代为申请协议',
  other: '其他盖章件',
}

/** Papers that show the data of the claim. */
export const boundForms: ReadonlySet<string> = new Set(['application', 'people', 'declaration'])

/** Stamped papers that are missing or were printed from other data, and whose agreement to be claimed for is missing. */
export function checkPapers({ id, dataHash, onBehalf, people }: ClaimData, { scans }: Around): CheckItem[] {
  const link = `/claims/${id}/papers`
  // An agreement is between two people: it does not change with the figures of a claim.
  const printed = scans.filter(({ form }) => boundForms.has(form))
  const stale = printed.filter((one) => one.dataHash !== dataHash)
  const missing = (['application', 'people', 'declaration'] as const).filter((form) =>
    printed.every((one) => one.form !== form),
  )
  const agreed = scans.filter(({ form }) => form === 'agreement')
  const all = agreed.some(({ seat }) => seat === undefined)
  const without = onBehalf && !all ? people.filter(({ seat }) => agreed.every((one) => one.seat !== seat)) : []
  return [
    ...stale.map(({ form, dataHash: of }) =>
      stop('scan-stale', {
        text: `${NAMES[form]}：${STALE}（盖章件的码 ${of.slice(0, SHORT_CODE)}，现在的码 ${dataHash.slice(0, SHORT_CODE)}）`,
        link,
      }),
    ),
    ...missing.map((form) =>
      look(form === 'declaration' ? 'declaration' : 'scan-missing', {
        text: `${NAMES[form]}还没有上传盖章件：打印、盖章、扫描后上传`,
        link,
      }),
    ),
    ...(without.length > 0
      ? [
          look('agreement', {
            text: `${without.length} 人还没有代为申请协议：请上传每人的协议，或一份所有人签字的协议`,
            link,
            people: without,
            turn: 'trainees' as const,
          }),
        ]
      : []),
  ]
}
