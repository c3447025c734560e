import type { DeskStep } from '../../../../shared/api/bureau-desk'
import { pick } from '../../words/locale'

interface Words {
  title: string
  steps: Readonly<Record<DeskStep, (count: number) => string>>
  due: (day: string) => string
  waiting: string
  nothing: string
  nothingLead: string
  toIntake: string
  begin: string
  beginLead: string
  wayIn: readonly { title: string; help: string; href: string; button: string }[]
}

export const words = pick<Words>({
  'zh-CN': {
    title: '首页',
    waiting: '等待办理',
    steps: {
      damaged: (count) => `${count} 个留存的资料包复核不一致`,
      'refused-logs': (count) => `${count} 个单位的封存日志被拒绝见证（变短或分叉），或备查记录损坏，请核实`,
      'not-taken': (count) => `近两周有 ${count} 个文件没有收进（不予收件、签名者不在名录或出错），请看收件`,
      'key-ended': (count) => `${count} 份已审核同意、尚未拨付的申请，签名密钥在制作资料包之前就已停用`,
      filings: (count) => `${count} 份备案、开班申请等待决定`,
      rectify: (count) => `${count} 条巡查等待整改`,
      'late-stages': (count) => `${count} 个进行中的培训班超过一周没有交阶段包`,
      stuck: (count) => `${count} 份补贴申请的比对或重新核对出错，没有完成（在补贴审核里按“重新核对出错”筛选）`,
      review: (count) => `${count} 份补贴申请等待审核`,
      decide: (count) => `${count} 份审核意见等待负责人决定`,
      reopen: (count) => `${count} 份申请撤销审核同意，等待负责人决定`,
      returned: (count) => `${count} 份已退回，等待单位补正`,
      publish: (count) => `${count} 份审核同意，可以公示`,
      objections: (count) => `${count} 件异议等待处理`,
      published: (count) => `${count} 期公示进行中`,
      pay: (count) => `${count} 份公示无异议，可以拨付`,
      finance: (count) => `${count} 张资金拨付表等待财政复核`,
      results: (count) => `${count} 张资金拨付表等待拨付结果`,
    },
    due: (day) => `最近到期 ${day}`,
    nothing: '没有等待办理的事项',
    nothingLead: '收到单位的申报资料包后，在“收件”里导入，核验完就会出现在这里。',
    toIntake: '去收件',
    begin: '从这里开始',
    beginLead: '资料包是真是假，只看您自己登记的单位密钥。先登记单位，再导入它们的文件。',
    wayIn: [
      {
        title: '登记单位和密钥',
        help: '请单位交来“单位密钥文件”，当面或电话核对指纹后登记。',
        href: '/register',
        button: '登记单位',
      },
      {
        title: '受理备案和开班申请',
        help: '导入单位的报送文件，给出受理回执，在期限内决定。',
        href: '/filings',
        button: '受理备案',
      },
      { title: '导入申报资料包', help: '拖进来即可，逐段核验，几秒钟出报告。', href: '/intake', button: '导入资料包' },
    ],
  },
  en: {
    title: 'Home',
    waiting: 'Waiting',
    steps: {
      damaged: (count) => `${count} kept packages are not as they came in`,
      'refused-logs': (count) => `${count} logs were refused (shrunk or forked): look into them`,
      'not-taken': (count) =>
        `${count} files of the last two weeks were not taken in: refused, signed by nobody in the register, or failed`,
      'key-ended': (count) => `${count} claims agreed to and not paid, signed with a key that had ended by then`,
      filings: (count) => `${count} filings to decide`,
      rectify: (count) => `${count} inspections to be put right`,
      'late-stages': (count) => `nothing came of ${count} running classes for over a week`,
      stuck: (count) =>
        `${count} claims could not be held against the others or a changed register (filter “Could not be checked again”)`,
      review: (count) => `${count} claims to review`,
      decide: (count) => `${count} proposals to decide`,
      returned: (count) => `${count} returned, waiting for the firm`,
      reopen: (count) => `${count} asked to be reviewed again`,
      publish: (count) => `${count} agreed, to be published`,
      objections: (count) => `${count} objections to answer`,
      published: (count) => `${count} publicity periods under way`,
      pay: (count) => `${count} cleared, to be paid`,
      finance: (count) => `${count} payment sheets for finance to confirm`,
      results: (count) => `${count} payment sheets without result`,
    },
    due: (day) => `nearest term ${day}`,
    nothing: 'Nothing waits',
    nothingLead: 'Import packages under “Intake”; once verified they appear here.',
    toIntake: 'To the intake',
    begin: 'Start here',
    beginLead:
      'Whether a package is genuine is told by the keys in your own register. Enrol firms first, then import their files.',
    wayIn: [
      {
        title: 'Enrol firms and keys',
        help: 'Ask each firm for its key file and compare the fingerprint.',
        href: '/register',
        button: 'Enrol a firm',
      },
      {
        title: 'Take in filings',
        help: 'Import what a firm files, hand out a receipt, decide in time.',
        href: '/filings',
        button: 'Filings',
      },
      {
        title: 'Import packages',
        help: 'Drop them in; they are verified in seconds.',
        href: '/intake',
        button: 'Import packages',
      },
    ],
  },
})
