/** Match pattern of a server's origin. Firefox knows no ports in patterns. */
export function originPattern(server: string): string {
  const { protocol, hostname, host } = new URL(server)
  return `${protocol}//${import.meta.env.FIREFOX ? hostname : host}/*`
}
