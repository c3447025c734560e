import { type Html, html } from '../../reach/html'

/** A page everybody can open: no script, no cookie, nothing from elsewhere, and no search engine keeps it. */
export function publicLayout(title: string, body: Html): string {
  return html`<!DOCTYPE html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="renderer" content="webkit">
<meta http-equiv="X-UA-Compatible" content="IE=edge">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex, noarchive">
<title>${title}</title>
<link rel="stylesheet" href="/public/publicity.css">
</head>
<body>
<div class="sheet" role="main">
${body}
</div>
</body>
</html>
`.text
}
