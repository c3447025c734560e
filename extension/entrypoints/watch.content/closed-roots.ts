interface Dom {
  openOrClosedShadowRoot?(element: Element): ShadowRoot | null
}

/** The one way into closed roots from the isolated world: Chromium's `dom` namespace, Firefox's element method. */
export function openOrClosedRoot(element: Element & { openOrClosedShadowRoot?: ShadowRoot | null }): ShadowRoot | null {
  try {
    return (
      domOf(Reflect.get(globalThis, 'chrome'))?.openOrClosedShadowRoot?.(element) ??
      element.openOrClosedShadowRoot ??
      element.shadowRoot
    )
  } catch {
    return element.shadowRoot
  }
}

/** The polyfill does not carry `chrome.dom`. */
const domOf = (chrome: { dom?: Dom } | undefined): Dom | undefined => chrome?.dom
