import { type ByKind, byKind } from '../../words/by-kind'
import { pick } from '../../words/locale'

interface KindWords {
  plan: string
  filing: string
  file: string
  newOne: string
  lead: string
}

/** 企业: 培训方案, 备案; 机构: 培训计划, 开班申请. */
const words = pick<ByKind<KindWords>>({
  'zh-CN': [
    {
      plan: '培训方案',
      filing: '备案',
      file: '提交备案',
      newOne: '新建培训方案',
      lead: '开展线上培训前，把培训方案报人社局备案。写好的方案可以打印、盖章，也可以把报送文件交给人社局。',
    },
    {
      plan: '培训计划',
      filing: '开班申请',
      file: '提交开班申请',
      newOne: '新建培训计划',
      lead: '开班前，把培训计划、开班申请表和培训人员名册报人社局审核，同意后方可开班。',
    },
  ],
  en: [
    {
      plan: 'Training plan',
      filing: 'Filing',
      file: 'File the plan',
      newOne: 'New plan',
      lead: 'A plan is filed with the bureau before online training begins.',
    },
    {
      plan: 'Training plan',
      filing: 'Application',
      file: 'Submit the application',
      newOne: 'New plan',
      lead: 'Plan, application and roster go to the bureau; a class opens once it has agreed.',
    },
  ],
})

/** The words of whoever is signed in. */
export const kindWords = (): KindWords => byKind(words)
