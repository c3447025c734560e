/** What is done about 备查, as the audit says it. */
export const witnessActions = {
  'witness.on': '开启备查',
  'witness.log': '登记备查日志',
  'witness.log-end': '停止备查日志',
  'witness.cosign': '见证封存日志',
  'witness.refuse': '拒绝见证封存日志',
  'witness.answer': '处理拒绝见证',
  'witness.name': '指定备查方',
  'witness.name-end': '停用备查方',
  'witness.export': '导出封存日志',
  'witness.import': '导入见证',
} as const
