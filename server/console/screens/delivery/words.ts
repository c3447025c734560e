import { pick } from '../../words/locale'

/** To whom packages of claims go, and how they are signed. */
export const words = pick({
  'zh-CN': {
    title: '资料包递交',
    lead: '补贴申请的资料包交给谁、怎样签名。',
    recipient: '人社局收件公钥',
    recipientLead:
      '登记后，资料包生成时就加密给人社局（age，文件名以 .zip.age 结尾），路上的人打不开，本单位也打不开。包里面不再加密。',
    key: '收件公钥',
    keyHelp: '人社局给的一行字，以 age1 开头，共 62 个字符',
    badKey: '应以 age1 开头，共 62 个字符，请整行复制',
    bureau: '收件单位',
    compared: '怎样核对的',
    comparedHelp: '公钥若被人换过，资料包就会交到别人手里。请当面或打公开电话与人社局逐字核对一次，写明与谁、怎样核对',
    save: '登记',
    change: '更换',
    withdraw: '撤销',
    withdrawTitle: '撤销收件公钥',
    withdrawText: '以后生成的资料包不再加密。已经生成的不受影响。',
    none: '还没有登记，资料包不加密。',
    by: '登记人',
    managerOnly: '由机构负责人或管理员登记。',
    sm2: '国密第二签名',
    sm2Lead:
      '除 Ed25519 签名外，再用国密 SM2（摘要 SM3）签一次，供要求国密的人社局核验。两种签名各自独立，都覆盖全部内容。',
    sm2None: '没有启用。',
    sm2Enable: '启用（生成密钥）',
    sm2EnableText: '将在服务器上生成一把 SM2 密钥，随备份保存。启用后不能停用，以前的资料包不变。',
    fingerprint: '公钥指纹（SHA-256）',
    since: '启用时间',
    publicKey: '公钥（PEM）',
  },
  en: {
    title: 'Delivery',
    lead: 'To whom packages of claims go, and how they are signed.',
    recipient: 'Recipient of the bureau',
    recipientLead:
      'Once it is entered, packages are encrypted to the bureau as they are built (age, .zip.age). Nobody on the way can open them, nor can you. Nothing inside is encrypted.',
    key: 'Recipient',
    keyHelp: 'One line from the bureau that begins with age1, 62 characters',
    badKey: 'It begins with age1 and has 62 characters: copy the whole line',
    bureau: 'Bureau',
    compared: 'How it was compared',
    comparedHelp:
      'Had somebody exchanged it, your packages would be theirs. Compare it once, in person or by a published telephone number, and say with whom and how',
    save: 'Enter',
    change: 'Change',
    withdraw: 'Withdraw',
    withdrawTitle: 'Withdraw the recipient',
    withdrawText: 'Packages built from now on are not encrypted. Earlier ones stay as they are.',
    none: 'None is entered: packages are not encrypted.',
    by: 'Entered by',
    managerOnly: 'A manager or an administrator enters it.',
    sm2: 'Second signature (SM2)',
    sm2Lead:
      'Beside Ed25519, packages are signed with SM2 over SM3 for bureaus that ask for it. Each covers everything.',
    sm2None: 'Not enabled.',
    sm2Enable: 'Enable (makes a key)',
    sm2EnableText:
      'An SM2 key is made on the server and kept in its backups. It cannot be taken back; earlier packages stay.',
    fingerprint: 'Fingerprint (SHA-256)',
    since: 'Since',
    publicKey: 'Public key (PEM)',
  },
})
