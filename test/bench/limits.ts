/** What a figure may be at most. */
export interface Limited {
  name: string
  value: number
  limit: number
  unit: string
}

/** One line each, `OK` or `OVER`, with the figure's ratio to its limit. */
export const limitLines = (all: readonly Limited[]): string[] =>
  all.map(({ name, value, limit, unit }) => {
    const ratio = limit === 0 ? value : value / limit
    return `${value <= limit ? 'OK  ' : 'OVER'} ${name}: ${value} of ${limit} ${unit} (${ratio.toFixed(2)})`
  })

export const isOver = ({ value, limit }: Limited): boolean => value > limit
