/** `id@version#hash` of each built-in rule: the worker names rules in entries and needs none of their texts. Checked by sites.test.ts. */
export const refs: readonly string[] = [
  'px.class.com.cn@1#72dc788687cfc665ddd1c904d41e4bdda3d77d85bade2f7ae18b667bf0482e7a',
  'jc.mohrss.gov.cn@1#a27883dbad57689526f890f7aa108adfd5f12b43adefc0c2f599e68c053928b2',
  'skills.kjcxchina.com@1#633c538895c5a1465024ee34b674265ce54883c8a53e4eb40c6db1ecfdcd5835',
  'generic@1#cf847ecfc5b3e48f4d20243af2e8598a9665e8474ecc2e0635f7e035a536d984',
]
