/** What a batch file says is ASCII, so that no code page can spoil it: the words come from the scripts, which Node prints as they are. */
const batch = (lines: readonly string[]): Uint8Array =>
  Buffer.from(['@echo off', 'setlocal', ...lines, ''].join('\r\n'), 'ascii')

/** `%~dp0` is the batch file's own folder, with its last backslash, whatever is in its name; quoted, spaces do no harm. */
const node = (script: string): string => `"%~dp0node\\node.exe" "%~dp0app\\${script}" %*`

/** The window stays when something went wrong, so that it can be read. */
const KEEP = 'if errorlevel 1 pause'

export const START = '启动学迹.bat'
export const STOP = '停止学迹.bat'
export const COMMANDS = '学迹命令.bat'
export const READ_ME = '请先看我.txt'

export const batches: Readonly<Record<string, Uint8Array>> = {
  [START]: batch(['title Xueji', node('windows\\start.mjs'), KEEP]),
  [STOP]: batch([node('windows\\stop.mjs'), 'timeout /t 3 >nul']),
  [COMMANDS]: batch([node('server\\cli\\xueji.mjs'), 'if "%~1"=="" pause']),
}

/** Notepad of every Windows reads UTF-8 with its mark; lines end as it expects. */
export const notepad = (text: string): Uint8Array => Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`, 'utf8')

export const readMe = ({ version, node: nodeVersion }: { version: string; node: string }): string =>
  `学迹 ${version}（Windows 版）

一、要什么电脑
  Windows 10 或 11，64 位；Windows Server 2016 以上也可以。不用安装别的软件，不用联网。
  （里面的 Node ${nodeVersion} 不支持 Windows 7、8。）

二、开始
  1. 把压缩包整个解压到一个不会删掉的地方，例如 D:\\学迹。不要在压缩包里直接双击。
  2. 双击“${START}”。第一次 Windows 可能说“已保护你的电脑”：点“更多信息”→“仍要运行”
     （程序没有购买微软认可的签名，所以会提示）。
  3. 浏览器会自动打开设置页，照着填单位和管理员。没有打开的，把窗口里“首次设置”一行的网址复制到浏览器。
  黑色的窗口就是学迹本身：用的时候不要关，可以最小化。

三、停止
  双击“${STOP}”，或者在黑色窗口里按 Ctrl+C。直接关窗口、断电也不会丢已经收到的记录。

四、数据在哪里
  在本文件夹的“数据”文件夹里（本文件夹不能写入时，在 %LOCALAPPDATA%\\Xueji\\data）。
  里面有学员的身份证号（加密）和密钥，请不要发给别人。备份请用控制台“设置”里的备份，或：${COMMANDS} backup。

五、让别的电脑也能用
  默认只有这台电脑能打开。要让学员在单位的网络里使用，用命令行运行，例如：
    "${START}" --host 0.0.0.0 --tls-self
  然后把窗口里的网址发给学员。Windows 防火墙会问是否允许，请选“允许”。所有选项：“${START}” --help

六、升级
  1. 先备份，再双击“${STOP}”。
  2. 用新版本的 app 和 node 两个文件夹替换旧的。“数据”文件夹不要动。
  3. 双击“${START}”。

七、每次开机自动启动
  按 Win+R，输入 shell:startup 回车，把“${START}”的快捷方式放进打开的文件夹。
`

/** What stands in a folder that cannot run yet. */
export const incomplete = (problem: string, how: string): string => `这个文件夹还不能运行。

${problem}

${how}
`
