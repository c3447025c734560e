import { pick } from '../../words/locale'

export const tableWords = pick({
  'zh-CN': {
    slash: '（按 / 键）',
    filter: '筛选',
    columns: '显示的列',
    export: '导出 XLSX',
    exportHelp: '按现在的筛选、排序和列导出；身份证号只有掩码，导出会留下记录',
    count: (total: number, from: number, to: number) =>
      total === 0
        ? '没有符合条件的'
        : total === to - from + 1
          ? `共 ${total} 条`
          : `第 ${from}–${to} 条，共 ${total} 条`,
    noMatch: '没有符合条件的。请换个条件，或清空查找框。',
    clear: '清空条件',
    pageSize: '每页',
    previous: '上一页',
    next: '下一页',
    pages: '翻页',
    choose: (name: string) => `选中 ${name}`,
    chooseAll: '选中本页全部',
    chosen: (count: number) => `已选 ${count} 条`,
    unchoose: '取消选择',
    selection: '对选中的条目',
  },
  en: {
    slash: ' (press /)',
    filter: 'Filter',
    columns: 'Columns',
    export: 'Export XLSX',
    exportHelp: 'With the filter, order and columns of now; ID numbers masked; the export is recorded',
    count: (total: number, from: number, to: number) =>
      total === 0 ? 'None fits' : total === to - from + 1 ? `${total} in all` : `${from}–${to} of ${total}`,
    noMatch: 'None fits. Change the filter, or empty the search box.',
    clear: 'Clear',
    pageSize: 'Per page',
    previous: 'Previous',
    next: 'Next',
    pages: 'Pages',
    choose: (name: string) => `Select ${name}`,
    chooseAll: 'Select all on this page',
    chosen: (count: number) => `${count} selected`,
    unchoose: 'Clear selection',
    selection: 'With the selection',
  },
})
