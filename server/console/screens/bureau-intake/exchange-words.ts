import { pick } from '../../words/locale'

export const exchangeWords = pick({
  'zh-CN': {
    title: '网络报送',
    lead: '单位的服务器能经网络连到本服务器时，可以直接报送资料包和备案、开班材料，并取回受理回执和审核结果，不用 U 盘。与送交文件完全一样核验：只收单位名录里密钥有效的单位，来路不增加任何可信度。',
    address: '网络报送地址',
    give: '把这个地址告诉单位，登记在单位的“设置 > 网络报送”里：',
    compare: '单位登记时会看到本局密钥的指纹，请当面或用已知的电话逐组核对，一致才能确认：',
    openSince: (by: string, at: string) => `已开通（${by}，${at}）`,
    notOpen: '没有开通',
    open: '开通',
    close: '关闭',
    closeHelp: '关闭后不再应答任何单位；已收下的不受影响，没传完的要重新报送。',
    opened: '已开通网络报送',
    closed: '已关闭网络报送',
    notReachable:
      '本服务器的网址不是 https，别的电脑不能经它报送。请管理员用 --public-url 设好 https 网址，或者仍用文件送交。',
  },
  en: {
    title: 'By address',
    lead: 'Where their servers reach this one, organisations can send packages and filings here and fetch receipts and decisions, without a USB stick. Everything is verified as files are: only organisations whose key is in force in the register are heard, and nothing is believed because of the way it came.',
    address: 'Address',
    give: 'Give organisations this address for their settings, under exchange by address:',
    compare:
      'They will be shown the fingerprint of your key. Compare it group by group in person or by a known telephone number:',
    openSince: (by: string, at: string) => `Open (${by}, ${at})`,
    notOpen: 'Closed',
    open: 'Open',
    close: 'Close',
    closeHelp: 'Nobody is answered after this. What was taken stays; what was half sent has to be sent again.',
    opened: 'Opened',
    closed: 'Closed',
    notReachable:
      'The address of this server is not https, so other computers cannot send by it. Set an https address with --public-url, or go on by file.',
  },
})
