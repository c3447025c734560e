import { appendFileSync, copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromUtf8 } from '../../shared/crypto'
import { infoOf } from '../../shared/package/bag'
import { files } from '../../shared/package/layout'
import { missing, people, run, School, skipped } from './school.fixture'

const project = new URL('../..', import.meta.url).pathname
const lacking = missing('bash', 'unzip', 'sha256sum', 'openssl')

describe(`核验说明.txt, followed to the letter with tools that are not ours${skipped(lacking)}`, () => {
  let school: School
  let dir: string
  let bag: string
  let commands: string[]
  const bash = (command: string, cwd: string) => run('bash', ['-c', command], cwd)
  const inside = () => join(dir, bag)
  /** The only indented line that begins so. */
  const command = (start: string) => {
    const [only, ...others] = commands.filter((line) => line.startsWith(start))
    expect(others).toEqual([])
    return only ?? expect.fail(`no command ${start}`)
  }

  beforeAll(async () => {
    school = await School.open()
    const { id, codes } = await school.openClass(people('王晓明'))
    await school.hour(await school.join(id, codes[0] ?? ''))
    const made = await school.package(id)
    dir = join(school.folder, 'bureau')
    mkdirSync(dir)
    writeFileSync(join(dir, '资料包.zip'), made.zip)
    bag = infoOf(made.bag).get('External-Identifier') ?? ''
    commands = [...fromUtf8(made.bag.get(files.notes) ?? expect.fail()).matchAll(/^ {4}(.+)$/gm)].map(
      ([, line]) => line ?? '',
    )
  })
  afterAll(() => school.close())

  it.skipIf(lacking.length > 0)(
    'every command does what the notes say, and openssl shows the right fingerprint',
    async () => {
      expect(commands).toHaveLength(8)
      const { stdout } = bash(command('unzip -t'), dir)
      expect(stdout).toContain('No errors detected')
      expect(bash(command('unzip -q'), dir)).toMatchObject({ status: 0, stderr: '' })
      expect(command('cd ')).toBe(`cd ${bag}`)
      const sums = bash(command('sha256sum'), inside())
      expect(sums).toMatchObject({ status: 0, stderr: '' })
      expect(sums.stdout.split('\n').filter((line) => line && !line.endsWith(': OK'))).toEqual([])
      expect(sums.stdout).toContain(`${files.notes}: OK`)
      expect(bash(command('printf'), inside()).status).toBe(0)
      expect(bash(command('openssl pkey '), inside()).stdout).toContain((await school.trusted()).fingerprint)
      expect(bash(command('openssl pkeyutl'), inside())).toMatchObject({
        status: 0,
        stdout: expect.stringContaining('Signature Verified Successfully'),
      })
      copyFileSync(join(dir, '资料包.zip'), join(school.folder, '资料包.zip'))
      const verify = command('npx --no xueji verify').replace('资料包.zip', join(school.folder, '资料包.zip'))
      expect(bash(verify, project)).toMatchObject({ status: 0, stdout: expect.stringContaining('结论：核验通过') })
    },
  )

  it.skipIf(lacking.length > 0)('sha256sum catches a changed file, openssl a manifest made to fit it', () => {
    expect(bash(command('openssl pkeyutl'), inside()).status).toBe(0)
    appendFileSync(join(inside(), files.policy), ' ')
    expect(bash(command('sha256sum'), inside())).toMatchObject({
      status: 1,
      stdout: expect.stringContaining(`${files.policy}: FAILED`),
    })
    const fit = `sha256sum data/*.* data/*/* > ${files.manifest} && sha256sum bag*.txt ${files.manifest} > ${files.tagManifest}`
    expect(bash(fit, inside()).status).toBe(0)
    expect(bash(command('sha256sum'), inside()).status).toBe(0)
    expect(bash(command('openssl pkeyutl'), inside()).status).not.toBe(0)
  })
})
