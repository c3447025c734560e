import type { turns } from '../../../../shared/api/home'
import { pick } from '../../words/locale'

type Turn = (typeof turns)[number]

export const words = pick({
  'zh-CN': {
    allGood: '各份材料一致，没有要处理的事项',
    stopsTitle: (n: number) => `先解决这些，才能定稿（${n} 项）`,
    looksTitle: (n: number) => `请核对（${n} 项）`,
    what: '事项',
    turn: '该谁办',
    turns: { clerk: '人事（教务）', trainees: '学员', bureau: '人社局', administrator: '管理员' } satisfies Record<
      Turn,
      string
    >,
    fix: '去处理',
    concerned: (n: number) => `涉及 ${n} 人`,
    more: (n: number) => `其余 ${n} 人见名单`,
  },
  en: {
    allGood: 'Everything agrees',
    stopsTitle: (n: number) => `To be solved first (${n})`,
    looksTitle: (n: number) => `Please check (${n})`,
    what: 'What',
    turn: 'Whose turn',
    turns: { clerk: 'Clerk', trainees: 'Trainees', bureau: 'Bureau', administrator: 'Administrator' },
    fix: 'Go there',
    concerned: (n: number) => `${n} people`,
    more: (n: number) => `and ${n} more`,
  },
})
