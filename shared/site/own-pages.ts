import type { SiteRule } from './rule'

/**
 * What entries of the server's own pages name as their rule (site `xueji`): nothing is read from a page there, the server
 * writes down what it was asked itself. Its host is reserved (RFC 2606), so that it reads no page of anybody.
 */
export const ownPages: SiteRule = {
  id: 'xueji',
  version: 1,
  hosts: ['xueji.invalid'],
  pages: [{ name: 'own', fields: {} }],
}
