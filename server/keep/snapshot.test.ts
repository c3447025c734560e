import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { lockDataDir } from '../data-lock'
import { freshFolder, namesIn } from './keep.fixture'
import { copyKeys } from './snapshot'

it('what a witness saw is backed up while one works there; its lock, whose journal may vanish at any moment, is not', async () => {
  const [dataDir, folder] = [freshFolder(), freshFolder()]
  const witness = join(dataDir, 'witness')
  mkdirSync(witness)
  writeFileSync(join(witness, 'log.jsonl'), '')
  const release = lockDataDir(witness)
  expect(namesIn(witness)).toContain('server.lock-journal')
  await copyKeys(dataDir, folder).finally(release)
  expect(namesIn(join(folder, 'witness'))).toEqual(['log.jsonl'])
})
