/** What no verification of a package can say; printed on every 核验报告 (shared/package/README.md, What it does not show). */
export const LIMITS: readonly string[] = [
  '签名说明记录由该设备的扩展写下、之后未改；不能证明坐在屏幕前的是谁，也不能证明学懂了没有。',
  '单位可以自己造出设备和记录并全部签名；能说明问题的只有备查、巡查、回访和学员手里的回执。',
  '单位漏交整份记录，或在最后一天之前打包，只会少算学时，但可能藏住疑点。',
  '没有备查方或时间戳机构见证的，时间仅由该单位服务器证明。',
  '成绩和平台进度以网页当时所示为准。表格（XLSX、PDF）由签名覆盖，其中的数字以本核验复算的为准。',
  '检查项目按 DA/T 70-2018 的真实性、完整性、可用性、安全性归类，证据效力参照 DA/T 97-2023。',
]
