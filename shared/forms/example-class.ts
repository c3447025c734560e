import { claimLists, classLists } from './vocabulary'

/**
 * One invented class of two, so that what a form's example shows adds up: two people with 26 class hours each, 494 yuan each. The first row of
 * a list is its example in the vocabulary; here stands in what the others differ.
 */

type Lists = Readonly<Record<string, Readonly<Record<string, string>>>>
type Others<L extends Lists> = { readonly [List in keyof L]: readonly Partial<Record<keyof L[List], string>>[] }

const second = { 序号: '2', 参训编号: '002', 姓名: '李桂兰', 性别: '女', 身份证号: '231202199203150040' } as const
const { 序号: _, 性别: __, 身份证号: ___, ...known } = second

const claimOthers: Others<typeof claimLists> = {
  班级: [],
  人员: [
    {
      ...second,
      ...{ 甲学时: '22.00', 乙学时: '2.00', 考核成绩: '理论 76 实操 81 合格' },
      ...{ 证书编号: 'Y002312260001', 联系电话: '13800010001' },
    },
  ],
  金额明细: [{ ...known, 序号: '2' }],
}

const classOthers: Others<typeof classLists> = {
  学员: [
    {
      ...second,
      ...{ 联系电话: '13800010001', 有效时长: '16小时30分', 折算学时: '22.00' },
      测试成绩: '养老护理员（初级）：76/100 合格',
    },
  ],
  授课: [
    {
      ...{ 序号: '2', 日期: '2026-12-14 至 2027-01-10', 时段: '', 课程: '养老护理员（初级）' },
      ...{ 授课内容: '第一节 生活照料、第二节 饮食护理', 课时: '24.00', 授课方式: '录播', 课别: '理论' },
      ...{ 授课教师: '赵敏', 地点或平台: '中国职业培训在线', 视频留存: '平台承诺保存' },
    },
  ],
  考勤: [{ ...known, 签到: '08:41:00', 签退: '11:20:00', 设备: 'eeeeeeee' }],
  学时: [
    {
      ...known,
      ...{ 有效时长: '16小时30分', 折算学时: '22.00', 课程学时: '养老护理员（初级） 22.00' },
      ...{ 不计入时长: '5分00秒', 不计入原因: '页面不在眼前（切走或最小化） 5分00秒' },
      平台记录: '载明 1小时30分00秒，计入 1小时30分00秒',
    },
  ],
  明细: [{ ...known, 起: '2026-12-14 08:41', 止: '2026-12-14 12:30', 有效时长: '3小时45分' }],
  考核: [
    { 科目: '实操', 课程: '护理实操', 成绩: '92' },
    { ...known, 成绩: '76' },
    { ...known, 科目: '实操', 课程: '护理实操', 成绩: '81' },
  ],
  结业: [{ ...second, 理论成绩: '76', 实操成绩: '81', 证书编号: 'Y002312260001' }],
  培训课程: [{ 序号: '2', 课程: '护理实操', 平台: '', 课时: '2.00', 课别: '实操', 授课方式: '线下' }],
  师资: [{ 序号: '2', 姓名: '钱芳', 职称或资格: '高级护理员', 身份证号: '231202198507200065', 承担课程: '护理实操' }],
  课程表: [
    {
      ...{ 上课日期: '2026-12-21', 授课内容: '翻身与移动', 课时: '2.00', 开始: '08:30', 结束: '10:00' },
      ...{ 地点: '实训楼 203', 教师: '钱芳' },
    },
  ],
}

const whole = <L extends Lists>(lists: L, others: Others<L>): Record<string, Record<string, string>[]> =>
  Object.fromEntries(
    Object.entries(lists).map(([list, first]) => [
      list,
      [{ ...first }, ...(others[list] ?? []).map((change) => ({ ...first, ...change }))],
    ]),
  )

/** Every row of every list of a claim or of a class. */
export const exampleRows = {
  claim: whole(claimLists, claimOthers),
  class: whole(classLists, classOthers),
} as const
