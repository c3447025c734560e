import { writeFile } from 'node:fs/promises'
import * as v from 'valibot'
import { asExpected, type Tab } from './browser'
import { type CdpConnection, Nothing } from './cdp'
import { PATIENCE, until } from './until'

export const TargetInfos = v.object({
  targetInfos: v.array(v.object({ targetId: v.string(), type: v.string(), url: v.string() })),
})
const Attached = v.object({ sessionId: v.string() })
const Evaluated = v.object({
  result: v.object({ value: v.optional(v.unknown()), objectId: v.optional(v.string()) }),
  exceptionDetails: v.optional(
    v.object({ text: v.string(), exception: v.optional(v.object({ description: v.optional(v.string()) })) }),
  ),
})
const Navigated = v.object({ loaderId: v.optional(v.string()), errorText: v.optional(v.string()) })
const Lifecycle = v.object({ loaderId: v.string(), name: v.string() })
const Context = v.object({
  context: v.object({
    uniqueId: v.string(),
    auxData: v.optional(
      v.object({ isDefault: v.optional(v.boolean()), frameId: v.optional(v.string()), type: v.optional(v.string()) }),
    ),
  }),
})
const Destroyed = v.object({ executionContextUniqueId: v.string() })
type FrameTree = { frame: { id: string; url: string }; childFrames?: FrameTree[] | undefined }
const FrameTreeSchema: v.GenericSchema<FrameTree> = v.object({
  frame: v.object({ id: v.string(), url: v.string() }),
  childFrames: v.optional(v.array(v.lazy(() => FrameTreeSchema))),
})

const TraceEvent = v.object({
  name: v.string(),
  /** µs of wall and of processor time. */
  dur: v.optional(v.number()),
  tdur: v.optional(v.number()),
  args: v.optional(v.object({ data: v.optional(v.object({ url: v.optional(v.string()) })) })),
})
export type TraceEvent = v.InferOutput<typeof TraceEvent>
const Collected = v.object({ value: v.array(TraceEvent) })

/** Where expressions can run: a tab, a frame of it, or the extension's worker. */
export type Place = Pick<Tab, 'evaluate' | 'waitFor'>

/** One target with a session of its own. */
export class CdpTarget implements Place {
  protected readonly loaded = new Set<string>()
  /** The main world of each frame of this process, by frame id. */
  protected readonly worlds = new Map<string, string>()
  /** The worlds of content scripts, in every frame of this process. */
  protected readonly isolated = new Set<string>()

  protected constructor(
    protected readonly connection: CdpConnection,
    readonly targetId: string,
    protected readonly session: string,
  ) {
    connection.listen(session, (method, params) => this.#note(method, params))
  }

  static async attach(connection: CdpConnection, targetId: string): Promise<CdpTarget> {
    const { sessionId } = await connection.call(Attached, 'Target.attachToTarget', { targetId, flatten: true })
    return new CdpTarget(connection, targetId, sessionId)
  }

  call<S extends v.GenericSchema>(schema: S, method: string, params: object = {}): Promise<v.InferOutput<S>> {
    return this.connection.call(schema, method, params, this.session)
  }

  evaluate<T = unknown>(expression: string): Promise<T> {
    return this.evaluateIn(undefined, expression)
  }

  waitFor<T = unknown>(expression: string, { timeout = PATIENCE }: { timeout?: number } = {}): Promise<T> {
    return until(expression, () => this.evaluate<T>(expression), timeout)
  }

  /** A debugger that stays attached keeps a service worker alive: leave as soon as the answer is there. */
  async detach(): Promise<void> {
    this.connection.forget(this.session)
    await this.connection.call(Nothing, 'Target.detachFromTarget', { sessionId: this.session })
  }

  protected async evaluateIn<T>(uniqueContextId: string | undefined, expression: string): Promise<T> {
    const { result, exceptionDetails } = await this.call(Evaluated, 'Runtime.evaluate', {
      expression: `(\n${expression}\n)`,
      returnByValue: true,
      awaitPromise: true,
      userGesture: true,
      uniqueContextId,
    })
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text)
    return asExpected<T>(result.value)
  }

  #note(method: string, params: unknown): void {
    if (method === 'Page.lifecycleEvent') {
      const { loaderId, name } = v.parse(Lifecycle, params)
      if (name === 'load') this.loaded.add(loaderId)
    } else if (method === 'Runtime.executionContextCreated') {
      const { uniqueId, auxData } = v.parse(Context, params).context
      if (auxData?.isDefault && auxData.frameId) this.worlds.set(auxData.frameId, uniqueId)
      if (auxData?.type === 'isolated') this.isolated.add(uniqueId)
    } else if (method === 'Runtime.executionContextDestroyed') {
      const { executionContextUniqueId } = v.parse(Destroyed, params)
      this.isolated.delete(executionContextUniqueId)
      for (const [frame, world] of this.worlds) if (world === executionContextUniqueId) this.worlds.delete(frame)
    } else if (method === 'Runtime.executionContextsCleared') {
      this.worlds.clear()
      this.isolated.clear()
    }
  }
}

/** Runs in the page: where the middle of an element is, and whether a click has come to it since. */
const aim = `(selector) => {
  const element = document.querySelector(selector)
  if (!element) return
  element.scrollIntoView({ block: 'center', behavior: 'instant' })
  const { left, top, width, height } = element.getBoundingClientRect()
  if (!width || !height) return
  const shot = { at: [left + width / 2, top + height / 2], hit: false }
  element.addEventListener('click', () => { shot.hit = true }, { capture: true, once: true })
  return shot
}`

/** A page with its tab. */
export class CdpTab extends CdpTarget implements Tab {
  static override async attach(connection: CdpConnection, targetId: string): Promise<CdpTab> {
    const { sessionId } = await connection.call(Attached, 'Target.attachToTarget', { targetId, flatten: true })
    const tab = new CdpTab(connection, targetId, sessionId)
    await Promise.all([
      tab.call(Nothing, 'Page.enable'),
      tab.call(Nothing, 'Page.setLifecycleEventsEnabled', { enabled: true }),
      tab.call(Nothing, 'Runtime.enable'),
    ])
    return tab
  }

  async goto(url: string): Promise<void> {
    const { loaderId, errorText } = await this.call(Navigated, 'Page.navigate', { url })
    if (errorText) throw new Error(`${url}: ${errorText}`)
    if (loaderId !== undefined) await until(`load of ${url}`, async () => this.loaded.has(loaderId), 2 * PATIENCE)
  }

  /** Loads a page with a script that runs before any of the page's own, in every frame, as a user script at document-start does. */
  async gotoWith(script: string, url: string): Promise<void> {
    await this.call(Nothing, 'Page.addScriptToEvaluateOnNewDocument', { source: script })
    await this.goto(url)
  }

  /** Evaluates in the world of every content script of the page: what somebody at the developer tools can do. */
  async inContentScripts(expression: string): Promise<void> {
    await Promise.all([...this.isolated].map((world) => this.evaluateIn(world, expression)))
  }

  /** The frame whose address contains `part`, in this process or in another. Throws where none comes. */
  frame(part: string): Promise<Place> {
    return until(`a frame at ${part}`, () => this.#findFrame(part))
  }

  /** A page of another process within this browser, such as a frame of the extension, whose address contains `part`. */
  target(part: string): Promise<CdpTarget> {
    return until(`a target at ${part}`, async () => {
      const { targetInfos } = await this.connection.call(TargetInfos, 'Target.getTargets')
      const found = targetInfos.find(({ type, url }) => type === 'iframe' && url.includes(part))
      return found && CdpTarget.attach(this.connection, found.targetId)
    })
  }

  /** As a person does, who looks and clicks again where the page moved under the pointer and the first click went beside. */
  async click(selector: string): Promise<void> {
    await until(`a click on ${selector}`, async () => {
      const { result } = await this.call(Evaluated, 'Runtime.evaluate', {
        expression: `(${aim})(${JSON.stringify(selector)})`,
      })
      if (!result.objectId) return false
      const { objectId } = result
      const ask = <S extends v.GenericSchema>(schema: S, name: 'at' | 'hit') =>
        this.call(v.object({ result: v.object({ value: schema }) }), 'Runtime.callFunctionOn', {
          objectId,
          functionDeclaration: `function () { return this.${name} }`,
          returnByValue: true,
        })
      const [x, y] = (await ask(v.tuple([v.number(), v.number()]), 'at')).result.value
      await this.clickAt(x, y)
      // A page that left because of the click answers no more.
      return ask(v.boolean(), 'hit').then(
        ({ result: { value } }) => value,
        () => true,
      )
    })
  }

  async clickAt(x: number, y: number): Promise<void> {
    for (const type of ['mouseMoved', 'mousePressed', 'mouseReleased']) {
      await this.call(Nothing, 'Input.dispatchMouseEvent', { type, x, y, button: 'left', clickCount: 1 })
    }
  }

  async press(key: 'Tab' | 'Enter'): Promise<void> {
    const code = { Tab: 9, Enter: 13 }[key]
    const what = { key, code: key, windowsVirtualKeyCode: code, ...(key === 'Enter' && { text: '\r' }) }
    await this.call(Nothing, 'Input.dispatchKeyEvent', { type: 'keyDown', ...what })
    await this.call(Nothing, 'Input.dispatchKeyEvent', { type: 'keyUp', ...what })
  }

  async upload(selector: string, files: string[]): Promise<void> {
    const expression = `document.querySelector(${JSON.stringify(selector)})`
    await this.waitFor(`${expression} !== null`)
    const { result } = await this.call(Evaluated, 'Runtime.evaluate', { expression })
    await this.call(Nothing, 'DOM.setFileInputFiles', { files, objectId: result.objectId })
  }

  /** Trace events of the page's renderer while `work` runs, in a session of its own: the debugger adds nothing to what it measures. */
  async traced(categories: string, work: () => Promise<unknown>): Promise<TraceEvent[]> {
    const { sessionId } = await this.connection.call(Attached, 'Target.attachToTarget', {
      targetId: this.targetId,
      flatten: true,
    })
    const events: TraceEvent[] = []
    const complete = new Promise<void>((resolve) => {
      this.connection.listen(sessionId, (method, params) => {
        if (method === 'Tracing.dataCollected') events.push(...v.parse(Collected, params).value)
        else if (method === 'Tracing.tracingComplete') resolve()
      })
    })
    await this.connection.call(Nothing, 'Tracing.start', { categories, transferMode: 'ReportEvents' }, sessionId)
    await work()
    await this.connection.call(Nothing, 'Tracing.end', {}, sessionId)
    await complete
    this.connection.forget(sessionId)
    return events
  }

  async activate(): Promise<void> {
    await this.connection.call(Nothing, 'Target.activateTarget', { targetId: this.targetId })
    await this.waitFor(`document.visibilityState === 'visible'`)
  }

  async screenshot(file: string): Promise<void> {
    const { data } = await this.call(v.object({ data: v.string() }), 'Page.captureScreenshot', { format: 'png' })
    await writeFile(file, Buffer.from(data, 'base64'))
  }

  async close(): Promise<void> {
    this.connection.forget(this.session)
    await this.connection.call(Nothing, 'Target.closeTarget', { targetId: this.targetId })
  }

  async #findFrame(part: string): Promise<Place | undefined> {
    const { frameTree } = await this.call(v.object({ frameTree: FrameTreeSchema }), 'Page.getFrameTree')
    const inside = (tree: FrameTree): FrameTree[] => [tree, ...(tree.childFrames ?? []).flatMap(inside)]
    const here = inside(frameTree)
      .slice(1)
      .find(({ frame }) => frame.url.includes(part))
    if (here) {
      const evaluate = <T>(expression: string) => this.evaluateIn<T>(this.worlds.get(here.frame.id), expression)
      const waitFor = <T>(expression: string, { timeout = PATIENCE }: { timeout?: number } = {}) =>
        until(expression, () => evaluate<T>(expression), timeout)
      return this.worlds.has(here.frame.id) ? { evaluate, waitFor } : undefined
    }
    const { targetInfos } = await this.connection.call(TargetInfos, 'Target.getTargets')
    const elsewhere = targetInfos.find(({ type, url }) => type === 'iframe' && url.includes(part))
    return elsewhere ? CdpTarget.attach(this.connection, elsewhere.targetId) : undefined
  }
}
