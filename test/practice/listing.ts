import type { Context } from 'hono'
import { html } from 'hono/html'
import { practiceHosts } from './hosts'

/** What somebody sees who opens the port directly: the names the server answers under, and how to reach them. */
export function listHosts(c: Context): Response | Promise<Response> {
  return c.html(
    html`<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>练习平台</title>
<h1>练习平台</h1><p>请把下列域名指向本端口后访问：</p>
<ul>${practiceHosts.map((host) => html`<li>http://${host}/</li>`)}</ul></html>`,
    421,
  )
}
