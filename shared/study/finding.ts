/**
 * What a check found (待核实事项), with the records that show it: never a verdict. `note`: worth knowing. `check`: somebody
 * should look. `serious`: two things in the record cannot both be true.
 */
export interface Found {
  code: FindingKind
  seat?: string
  /** Where several people are concerned. */
  seats?: readonly string[]
  /** Tells several findings of one kind in a class apart, and stays when people are added: a device, the first seat. */
  key?: string
  /** Plain Chinese: what, where, since when, in figures. */
  detail: string
  /** The entries that show it. */
  entries: readonly { chain: string; seq: number }[]
}

export type Severity = 'note' | 'check' | 'serious'

/** For people, the gravest last. */
export const severityWords: Record<Severity, string> = { note: '了解', check: '核实', serious: '重点核实' }

/**
 * Every kind of finding: its label, how grave it is, and what an honest cause may be, for whoever looks. The first
 * three are found by the ledger as it works; all others by the rules in `findings/`.
 */
export const findingKinds = {
  'log-restored': { label: '日志自备份恢复', severity: 'check', cause: '服务器更换或从备份恢复过' },
  'log-altered': { label: '封存日志与数据库不符', severity: 'serious', cause: '磁盘损坏，或数据库被换成了旧的一份' },
  'chain-forked': {
    label: '同一份记录出现两个分支',
    severity: 'note',
    cause: '电脑装有还原卡、恢复过系统，或浏览器资料被复制到另一台电脑',
  },
  'entry-unread': { label: '有本版本不认识的记录', severity: 'check', cause: '学员的扩展比服务器新，升级后即可读出' },
  'field-missing': { label: '网站页面上有内容读不到', severity: 'check', cause: '网站改版，网站规则需要更新' },

  'rate-above-limit': {
    label: '超过规定速度播放较多',
    severity: 'check',
    cause: '本人复习时调快了速度，没有留意不计入',
  },
  'media-out-of-step': {
    label: '视频位置走得比时间快',
    severity: 'serious',
    cause: '平台播放器自行跳过片头、片尾',
  },
  'hidden-long': { label: '页面长时间不在眼前', severity: 'note', cause: '一边做笔记或查资料，不知道切走不计入' },
  'muted-long': { label: '长时间静音', severity: 'note', cause: '机房没有音箱，或看字幕学习' },
  'no-frames': { label: '画面没有解码', severity: 'check', cause: '课件本身只有声音，或显卡驱动异常' },
  'tiny-player': { label: '播放器极小或不在画面内', severity: 'check', cause: '网页缩放或布局异常' },
  'covered-player': { label: '播放器被其他内容遮住', severity: 'check', cause: '网页弹窗、题目或广告挡住了播放器' },
  'synthetic-events': {
    label: '页面自己发出播放事件',
    severity: 'check',
    cause: '个别平台的播放器会这样做，请同看其他学员',
  },
  'made-source': { label: '画面由页面生成', severity: 'check', cause: '平台用网页技术播放课件或直播' },
  'looped-media': { label: '反复播放同一小段', severity: 'check', cause: '反复看一个难点或操作演示' },
  'media-repeated': { label: '同一课节重复播放过多', severity: 'check', cause: '考试前多次复习同一课节' },
  'media-too-short': { label: '视频比课节标明的短很多', severity: 'check', cause: '一节课由多段短视频组成' },

  'presence-missed': {
    label: '在学确认多次未答',
    severity: 'check',
    cause: '看视频时离开、没有看到提示，这些时间已经扣除',
  },
  'presence-not-shown': {
    label: '在学确认没能显示',
    severity: 'note',
    cause: '浏览器没有给扩展显示的权限，请协助学员检查',
  },
  'presence-overdue': {
    label: '应有的在学确认没有记录',
    severity: 'check',
    cause: '扩展版本过旧，或浏览器当时异常退出',
  },
  'presence-machine-like': { label: '在学确认的应答过于一致', severity: 'check', cause: '请与本人了解应答方式' },

  'clock-moved': { label: '电脑时间被调回', severity: 'check', cause: '主板电池没电、校准时间，或双系统时区不同' },
  'clock-ahead': { label: '电脑时间比服务器快', severity: 'note', cause: '电脑时间被校准，或日期、时区设错' },
  'offline-too-long': { label: '离线时间过长', severity: 'check', cause: '长期没有网络，或上交文件晚交' },
  'two-places': {
    label: '同一时间在两台设备学习',
    severity: 'check',
    cause: '离开时忘记关掉前一台，或两台电脑时间不一致',
  },
  'hours-too-many': { label: '一天学习时间过长', severity: 'check', cause: '播放没有停下、人已离开' },
  'hours-overlap': { label: '一个播放器的时间互相重叠', severity: 'serious', cause: '当时电脑时间出错' },

  'progress-without-playing': {
    label: '平台进度增长，没有相应播放',
    severity: 'check',
    cause: '在手机或另一台没有装扩展的电脑上学过',
  },
  'imported-differs': {
    label: '平台学时与本软件记录相差较大',
    severity: 'check',
    cause: '一部分在没有装扩展的设备上学习，或平台按进度折算',
  },
  'score-without-study': {
    label: '有成绩，之前几乎没有学习',
    severity: 'check',
    cause: '入学摸底测试，或之前在别处学过',
  },

  'build-unknown': { label: '扩展版本不在已发布之列', severity: 'check', cause: '试用版，或服务器还没有升级' },
  'chain-restarted': {
    label: '多次重新开始记录',
    severity: 'note',
    cause: '电脑装有还原卡，每天恢复原状，属于正常情况',
  },
  'no-sign-out': { label: '没有签退', severity: 'note', cause: '直接关机或断电' },

  'device-in-step': {
    label: '几名学员同一时间在一台设备学习',
    severity: 'check',
    cause: '机房用同一个镜像装机，几台电脑的设备编号相同',
  },
  'device-many-seats': { label: '一台设备上有多名学员', severity: 'note', cause: '机房电脑轮流使用，属于正常情况' },
  'regular-across-people': {
    label: '几名学员的学习时段几乎一致',
    severity: 'check',
    cause: '集中上课、统一开始和结束',
  },
  'hours-hug-minimum': {
    label: '多数人的学时刚过要求',
    severity: 'note',
    cause: '学完规定学时即停，课程总长本来就等于要求',
  },
  'rule-own': { label: '使用了单位自定的网站规则', severity: 'note', cause: '单位自己的学习网站需要自己的规则' },
  'rule-unknown': { label: '网站规则来历不明', severity: 'check', cause: '扩展比服务器新，带有新的内置规则' },
} as const satisfies Record<string, { label: string; severity: Severity; cause: string }>

export type FindingKind = keyof typeof findingKinds
export const isFindingKind = (code: string): code is FindingKind => code in findingKinds
