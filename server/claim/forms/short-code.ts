import { SHORT_CODE } from '../data-hash'

/** What ties paper to package: stands on every page. */
export const shortCode = (dataHash: string): string => dataHash.slice(0, SHORT_CODE)
