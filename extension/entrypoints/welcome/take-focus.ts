/** For the heading of a step that has replaced another: who uses a keyboard or a screen reader goes on there. */
export const takeFocus = (heading: HTMLElement | null): void => heading?.focus()
