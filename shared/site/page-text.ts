/** Not what a page shows. */
const UNSEEN = new Set('script style template noscript textarea select option'.split(' '))
/** Mark-up inside a word or number; everything else stands apart: `<td>92</td><td>100</td>` is not 92100. */
const INLINE = new Set('a abbr b em font i mark s small strong sub sup u'.split(' '))
const LONGEST = 30_000

/** The text of a whole page as a reader would take it in: words of different boxes apart, white space folded, at most 30,000 characters. */
export function pageText(document: Document): string {
  const parts: string[] = []
  let length = 0
  const add = (part: string) => {
    parts.push(part)
    length += part.length
  }
  const visit = (node: Node): void => {
    for (let child = node.firstChild; child && length < LONGEST; child = child.nextSibling) {
      if (child.nodeType === 3) add(child.nodeValue ?? '')
      else if (isElement(child) && !UNSEEN.has(child.localName)) {
        const apart = !INLINE.has(child.localName)
        if (apart) add(' ')
        visit(child)
        if (apart) add(' ')
      }
    }
  }
  if (document.body) visit(document.body)
  return parts.join('').replace(/\s+/g, ' ').trim().slice(0, LONGEST)
}

const isElement = (node: Node): node is Element => node.nodeType === 1
