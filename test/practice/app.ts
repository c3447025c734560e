import { Hono } from 'hono'
import { chinahrt } from './chinahrt/site'
import { chinanet } from './chinanet/site'
import { frames, playerHost } from './frames/site'
import { practiceHosts } from './hosts'
import { kjcx, kjcxApi } from './kjcx/site'
import { listHosts } from './listing'
import { own } from './own/site'
import { players } from './players/site'
import { createPx } from './px/site'
import { assets } from './serve-file'
import { zhixueyun } from './zhixueyun/site'

/**
 * The whole practice platform as one application: the request's host name chooses the site.
 * State (what a learner finished) lives in the application, so each test gets a fresh one.
 */
export function createPractice(): Hono {
  const px = createPx()
  const chinanetHost = new Hono()
    .route('/frames', frames)
    .route('/players', players)
    .route('/zhixueyun', zhixueyun)
    .route('/', chinahrt)
    .route('/', chinanet)
  const sites: Record<(typeof practiceHosts)[number], Hono> = {
    'px.class.com.cn': px,
    'a66ab57a.ataclass.cn': px,
    'api.ataclass.cn': px,
    'www.chinanet.gov.cn': chinanetHost,
    'videoadmin.chinahrt.com': new Hono(),
    'gp.chinahrt.com': chinahrt,
    'skills.kjcxchina.com': kjcx,
    'skills-api.kjcxchina.com': kjcxApi,
    'study.example.com': own,
  }
  const practice = new Hono()
  practice.route('/', assets)
  practice.route('/', playerHost)
  practice.all('*', (c) => {
    const { hostname } = new URL(c.req.url)
    const known = practiceHosts.find((host) => host === hostname)
    return known ? sites[known].fetch(c.req.raw, c.env) : listHosts(c)
  })
  return practice
}
