import { accessSync, constants } from 'node:fs'
import path from 'node:path'

export type BrowserName = 'chromium' | 'firefox'
export type Binary = { path: string } | { missing: BrowserName; reason: string }

/** Thrown by a launch where the browser is not installed; `reason` says what to install. */
export class BrowserMissing extends Error {
  constructor(
    readonly browser: BrowserName,
    readonly reason: string,
  ) {
    super(reason)
    this.name = 'BrowserMissing'
  }
}

const isExecutable = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function find(browser: BrowserName, variable: string, names: string[], env: NodeJS.ProcessEnv): Binary {
  const chosen = env[variable]
  if (chosen) {
    if (isExecutable(chosen)) return { path: chosen }
    return { missing: browser, reason: `${variable}=${chosen} is not an executable file` }
  }
  const folders = (env.PATH ?? '').split(path.delimiter).filter((folder) => folder !== '')
  for (const name of names) {
    const found = folders.map((folder) => path.join(folder, name)).find(isExecutable)
    if (found) return { path: found }
  }
  return { missing: browser, reason: `none of ${names.join(', ')} is in PATH; install one or set ${variable}` }
}

/** Chromium or Chrome from PATH; the variable CHROMIUM overrides. */
export const findChromium = (env: NodeJS.ProcessEnv = process.env): Binary =>
  find('chromium', 'CHROMIUM', ['chromium', 'chromium-browser', 'google-chrome'], env)

/** Firefox from PATH; the variable FIREFOX overrides. */
export const findFirefox = (env: NodeJS.ProcessEnv = process.env): Binary =>
  find('firefox', 'FIREFOX', ['firefox-esr', 'firefox'], env)

/** The path, or `BrowserMissing`. */
export function requireBinary(binary: Binary): string {
  if ('missing' in binary) throw new BrowserMissing(binary.missing, binary.reason)
  return binary.path
}

/** A suite's title that names the reason where its browser is missing. */
export const suiteTitle = (title: string, binary: Binary): string =>
  'missing' in binary ? `${title} (skipped: ${binary.reason})` : title
