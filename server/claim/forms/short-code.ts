/** What ties paper to package: the first ten signs of the hash of everything the papers show. Stands on every page. */
export const shortCode = (dataHash: string): string => dataHash.slice(0, 10)
