import { words } from './words'

/** The seven platforms a plan may name, by the id of their site rule, and whatever an organisation runs itself. */
export const sites: readonly { value: string; label: string }[] = [
  { value: 'px.class.com.cn', label: '中国职业培训在线（px.class.com.cn）' },
  { value: 'jc.mohrss.gov.cn', label: '就业创业和职业培训在线（jc.mohrss.gov.cn）' },
  { value: 'xzy.mohrss.gov.cn', label: '新职业在线学习平台（xzy.mohrss.gov.cn）' },
  { value: 'www.chinanet.gov.cn', label: '中国国家人事人才培训网（chinanet.gov.cn）' },
  { value: 'edu.mohrss.gov.cn', label: '人力资源和社会保障部教育培训网（edu.mohrss.gov.cn）' },
  { value: 'www.tech-skills.org.cn', label: '工业和信息化技术技能人才网（tech-skills.org.cn）' },
  { value: 'skills.kjcxchina.com', label: '技能强国（skills.kjcxchina.com）' },
  { value: 'any', label: words.anySite },
]
