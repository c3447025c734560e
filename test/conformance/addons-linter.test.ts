import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { expect, it } from 'vitest'

const Found = v.array(v.object({ code: v.string(), file: v.optional(v.string()), message: v.string() }))
const Report = v.object({ errors: Found, warnings: Found, notices: Found })

/** Mozilla's own check of an add-on. What it warns of and is not ours stands in PERMISSIONS.md, by code. */
it('addons-linter finds no error in the Firefox build, and no warning but what the framework causes', () => {
  const linter = createRequire(import.meta.url).resolve('addons-linter')
  const build = fileURLToPath(new URL('../../dist/extension/firefox-mv3', import.meta.url))
  const bin = path.join(path.dirname(linter), '../bin/addons-linter')
  const printed = execFileSync(process.execPath, [bin, build, '--output', 'json'], { encoding: 'utf8' })
  const { errors, warnings } = v.parse(Report, JSON.parse(printed))
  expect(errors).toEqual([])
  // Preact's `dangerouslySetInnerHTML`, which no page here uses.
  const framework = warnings.filter(
    ({ code, file = '' }) => code === 'UNSAFE_VAR_ASSIGNMENT' && /^chunks\/jsxRuntime-/.test(file),
  )
  expect(warnings.filter((one) => !framework.includes(one))).toEqual([])
  expect(framework.length).toBeLessThanOrEqual(1)
}, 120_000)
