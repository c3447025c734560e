/** What a test's score names as its course that is about the whole class (结业考核): no course of any plan has this key. */
export const WHOLE_CLASS = { key: 'xueji', title: '结业考核' } as const
