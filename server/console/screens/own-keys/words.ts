import { pick } from '../../words/locale'

/** The organisation's own package key. */
export const words = pick({
  'zh-CN': {
    title: '单位密钥',
    lead: '资料包和报送文件用这把密钥签名。人社局登记并核对过指纹后，才认得出是本单位的。',
    bureauLead: '受理回执和审批结果用这把密钥签名。请在公开的地方公布指纹，单位第一次导入时据此核对。',
    fingerprint: '密钥指纹',
    compare: '人社局核对时，请照着下面逐位念。',
    since: '启用时间',
    file: '导出单位密钥文件',
    fileHelp: '把文件交给人社局登记。文件里没有私钥，可以用邮件或聊天发送；真假靠核对指纹。',
    rotate: '更换密钥',
    rotateHelp:
      '怀疑服务器被人动过，或换了负责的人，可以更换。新旧两把密钥共同签一份“密钥更换文件”，人社局导入后无需再核对。',
    rotateText:
      '从现在起用新密钥签名，旧密钥的私钥删去；它签过的仍然有效。人社局导入密钥更换文件之前，新签的资料包不会被认可。',
    rotated: '已更换。请下载密钥更换文件交给人社局',
    lost: '密钥丢失（服务器损坏又没有备份）的：导出新的单位密钥文件，连同盖章的说明交人社局。',
    history: '更换记录',
    download: '下载密钥更换文件',
    by: (name: string, time: string) => `${time} ${name}`,
    managerOnly: '由机构负责人或管理员导出和更换。',
  },
  en: {
    title: 'Own key',
    lead: 'Packages and filings are signed with this key. A bureau knows them as yours once it enrolled it and compared its fingerprint.',
    bureauLead:
      'Receipts and decisions are signed with this key. Publish its fingerprint where everybody can compare it.',
    fingerprint: 'Fingerprint',
    compare: 'Read it to the bureau as it stands here.',
    since: 'Since',
    file: 'Export the key file',
    fileHelp:
      'Hand it to the bureau. It holds no private key and may go by mail; the fingerprint says whether it is genuine.',
    rotate: 'Change the key',
    rotateHelp:
      'Where somebody may have had it, or somebody else is in charge. Both keys sign a hand-over file; the bureau has nothing to compare.',
    rotateText:
      'The new key signs from now on and the old private key is deleted; what it signed stays valid. Until the bureau has the hand-over file, new packages are not trusted.',
    rotated: 'Changed. Hand the hand-over file to the bureau',
    lost: 'A lost key (a broken server without a backup): hand in a new key file with a sealed letter.',
    history: 'Changes',
    download: 'Hand-over file',
    by: (name: string, time: string) => `${time} ${name}`,
    managerOnly: 'A manager or an administrator exports and changes it.',
  },
})
