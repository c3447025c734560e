import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Hono } from 'hono'
import { html, raw } from 'hono/html'
import { serveMedia } from '../serve-file'
import { livePlaylist, streams } from './streams'

interface PlayerPage {
  /** Files of the player's package, scripts and styles. */
  files: string[]
  /** What the page holds for it. */
  body: string
  /** Makes the player and answers its own `{ play, pause, seek }`. */
  script: string
}

const box = '<div id="box" style="width:640px;height:360px"></div>'
const element = '<video id="v" width="640" height="360" controls playsinline></video>'
const MP4 = '/media/lesson-60.mp4'
const HLS = '/players/streams/lesson.m3u8'

/** Every player that training sites are seen to use, as its own documentation embeds it. */
const pages: Record<string, PlayerPage> = {
  videojs: {
    files: ['video.js/dist/video.min.js', 'video.js/dist/video-js.min.css'],
    body: element,
    script: `const p = videojs('v', { sources: [{ src: '${MP4}', type: 'video/mp4' }] });
      return { play: () => p.play(), pause: () => p.pause(), seek: (s) => p.currentTime(s) }`,
  },
  'videojs-hls': {
    files: ['video.js/dist/video.min.js', 'video.js/dist/video-js.min.css'],
    body: element,
    script: `const p = videojs('v', { html5: { vhs: { overrideNative: true } }, sources: [{ src: '${HLS}', type: 'application/x-mpegURL' }] });
      return { play: () => p.play(), pause: () => p.pause(), seek: (s) => p.currentTime(s) }`,
  },
  dplayer: {
    files: ['dplayer/dist/DPlayer.min.js'],
    body: box,
    script: `const p = new DPlayer({ container: document.getElementById('box'), preload: 'auto', video: { url: '${MP4}' } });
      return { play: () => p.play(), pause: () => p.pause(), seek: (s) => p.seek(s) }`,
  },
  xgplayer: {
    files: ['xgplayer/dist/index.min.js', 'xgplayer/dist/index.min.css'],
    body: box,
    script: `const p = new (window.Player.default ?? window.Player)({ id: 'box', url: '${MP4}', width: 640, height: 360, videoInit: true });
      return { play: () => p.play(), pause: () => p.pause(), seek: (s) => { p.currentTime = s } }`,
  },
  aliplayer: {
    files: ['aliyun-aliplayer/dist/aliplayer-min.js', 'aliyun-aliplayer/dist/skins/default/aliplayer-min.css'],
    body: box,
    script: `const p = await new Promise((resolve) => new Aliplayer({ id: 'box', source: '${MP4}', width: '640px', height: '360px', autoplay: false, preload: true, isLive: false }, resolve));
      return { play: () => p.play(), pause: () => p.pause(), seek: (s) => p.seek(s) }`,
  },
  artplayer: {
    files: ['artplayer/dist/artplayer.js'],
    body: box,
    script: `const p = new Artplayer({ container: '#box', url: '${MP4}' });
      return { play: () => p.play(), pause: () => p.pause(), seek: (s) => { p.seek = s } }`,
  },
  plyr: {
    files: ['plyr/dist/plyr.min.js', 'plyr/dist/plyr.css'],
    body: `<video id="v" width="640" height="360" controls playsinline src="${MP4}"></video>`,
    script: `const p = new Plyr('#v', { loadSprite: false, blankVideo: '' });
      return { play: () => p.play(), pause: () => p.pause(), seek: (s) => { p.currentTime = s } }`,
  },
  mediaelement: {
    files: ['mediaelement/build/mediaelement-and-player.min.js', 'mediaelement/build/mediaelementplayer.min.css'],
    body: `<video id="v" width="640" height="360" preload="auto" src="${MP4}"></video>`,
    script: `const p = await new Promise((resolve) => new MediaElementPlayer('v', { success: (media, node, player) => resolve(player) }));
      return { play: () => p.play(), pause: () => p.pause(), seek: (s) => p.setCurrentTime(s) }`,
  },
  hls: {
    files: ['hls.js/dist/hls.min.js'],
    body: element,
    script: `const v = document.getElementById('v'); const p = new Hls(); p.loadSource('${HLS}'); p.attachMedia(v);
      return { play: () => v.play(), pause: () => v.pause(), seek: (s) => { v.currentTime = s } }`,
  },
  mpegts: {
    files: ['mpegts.js/dist/mpegts.js'],
    body: element,
    script: `const v = document.getElementById('v'); const p = mpegts.createPlayer({ type: 'flv', url: '/players/streams/lesson.flv', isLive: false });
      p.attachMediaElement(v); p.load();
      return { play: () => p.play(), pause: () => p.pause(), seek: (s) => { p.currentTime = s } }`,
  },
}

/** hls.js gives a live stream an end that moves away unless it is told not to. */
const livePages: Record<string, PlayerPage> = {
  'hls-live': {
    files: ['hls.js/dist/hls.min.js'],
    body: element,
    script: `const v = document.getElementById('v'); const p = new Hls(); p.loadSource('/players/streams/live.m3u8'); p.attachMedia(v);
      return { play: () => v.play(), pause: () => v.pause(), seek: (s) => { v.currentTime = s } }`,
  },
}

export const playerNames = Object.keys(pages)

const require = createRequire(import.meta.url)

/** The folder that npm put a package into: `exports` hides the files of some. */
function fileOf(name: string): string | undefined {
  const [packageName = ''] = name.split('/')
  const found = (require.resolve.paths(packageName) ?? [])
    .map((folder) => path.join(folder, name))
    .find((file) => existsSync(file))
  return found
}

/** www.chinanet.gov.cn/players/: real players of npm, each driven by its own calls as `practice`. */
export const players = new Hono()

players.get('/streams/:name{lesson[0-9]*\\.(m3u8|ts|flv)}', (c) => {
  const folder = streams()
  return folder ? serveMedia(c, path.join(folder, c.req.param('name'))).catch(() => c.notFound()) : c.notFound()
})

players.get('/streams/live.m3u8', (c) => {
  const list = livePlaylist()
  return list
    ? c.body(list, 200, { 'content-type': 'application/vnd.apple.mpegurl', 'cache-control': 'no-store' })
    : c.notFound()
})

players.get('/lib/*', (c) => {
  const name = c.req.path.replace(/^.*\/lib\//, '')
  const allowed = Object.values({ ...pages, ...livePages }).some(({ files }) => files.includes(name))
  const file = allowed ? fileOf(name) : undefined
  if (!file) return c.notFound()
  const type = name.endsWith('.css') ? 'text/css; charset=utf-8' : 'text/javascript; charset=utf-8'
  return c.body(readFileSync(file, 'utf8'), 200, { 'content-type': type })
})

players.get('/:name', (c) => {
  const name = c.req.param('name')
  const page = pages[name] ?? livePages[name]
  if (!page) return c.notFound()
  const scripts = page.files.filter((file) => file.endsWith('.js'))
  const styles = page.files.filter((file) => file.endsWith('.css'))
  return c.html(html`<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>${name} - 播放器</title>
${styles.map((file) => html`<link rel="stylesheet" href="/players/lib/${file}">`)}
${scripts.map((file) => html`<script src="/players/lib/${file}"></script>`)}</head>
<body><h1>播放器</h1><h2>${name}</h2>${raw(page.body)}
<script type="module">${raw(`
const made = (async () => { ${page.script} })()
const media = () => document.querySelector('video')
window.practice = {
  ready: false,
  play: async () => { await (await made).play(); return practice.state() },
  pause: async () => { await (await made).pause(); return practice.state() },
  seek: async (s) => { const from = media().currentTime; await (await made).seek(s); return from },
  state: () => ({ time: media().currentTime, paused: media().paused, seeking: media().seeking }),
}
made.then(() => { const look = setInterval(() => { if (media()?.readyState >= 1) { practice.ready = true; clearInterval(look) } }, 50) })
`)}</script></body></html>`)
})
