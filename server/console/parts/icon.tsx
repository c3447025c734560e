const shapes = {
  /** 计入 */
  counted: 'M3 8.5l3.2 3.2L13 4.8',
  /** 未计入 */
  idle: 'M4 8h8',
  /** 待处理 */
  attention: 'M8 2.5l6 11H2zM8 6.8v3M8 11.6v.2',
  /** 有误 */
  wrong: 'M5.2 2h5.6L14 5.2v5.6L10.8 14H5.2L2 10.8V5.2zM8 5v3.6M8 10.8v.2',
  waiting: 'M8 2.5a5.5 5.5 0 1 0 .01 0M8 5v3.2l2 1.4',
  up: 'M4 10l4-4 4 4',
  down: 'M4 6l4 4 4-4',
  right: 'M6 4l4 4-4 4',
} as const

export type IconName = keyof typeof shapes

/** A shape that always stands beside its word, so it says nothing by itself to a screen reader. */
export function Icon({ name, size = 14 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.6"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={shapes[name]} />
    </svg>
  )
}
