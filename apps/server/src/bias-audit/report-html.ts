import type { AuditTable } from './compare.ts'
import { html, type Markup } from './markup.ts'
import type { CategoryRate } from './rates.ts'
import { reportStyle } from './report-style.ts'
import {
  type BiasAudit,
  countHeads,
  factsOf,
  headingOf,
  legend,
  notesOf,
  percentOf,
  pOf,
  ratioOf,
  titleOf,
} from './wording.ts'

/** The report as one page that needs nothing else, and that may run and load nothing. */
export const reportHtml = (audit: BiasAudit): string =>
  html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${titleOf(audit)}</title>
<style>${{ markup: reportStyle }}</style>
</head>
<body>
<main>
<h1>${titleOf(audit)}</h1>
<ul>
${factsOf(audit).map((fact) => html`<li>${fact}</li>`)}
</ul>
${audit.tables.map((table) => section(audit, table))}
<div class="legend">
<p>The dashed line stands at four fifths of the highest rate.</p>
${legend.map((line) => html`<p>${line}</p>`)}
</div>
</main>
</body>
</html>
`.markup

const section = (audit: BiasAudit, table: AuditTable): Markup => {
  const [totalHead, hitsHead] = countHeads(audit, table)
  const { categories, unknown } = table.rates
  const highest = categories.find(({ isLeftOut }) => !isLeftOut)?.rate ?? 0
  const scale = { limit: 0.8 * highest, most: mostOf(Math.max(0, ...categories.map(({ rate }) => rate))) }
  const heads = { total: totalHead, hits: hitsHead }
  return html`<section>
<h2>${headingOf(table)}</h2>
<p class="notes ends">Bars end at ${Math.round(100 * scale.most)} %.</p>
<table role="table">
<thead role="rowgroup"><tr role="row">
<th role="columnheader" scope="col">Category</th>
<th role="columnheader" scope="col" class="plot"><span class="scale"><span>0 %</span><span>${Math.round(100 * scale.most)} %</span></span></th>
${[totalHead, hitsHead, 'rate', 'ratio', 'p'].map((head) => html`<th role="columnheader" scope="col">${head}</th>`)}
</tr></thead>
<tbody role="rowgroup">
${categories.map((category) => categoryRow(category, heads, scale))}
<tr role="row" class="unknown"><th role="rowheader" scope="row">unknown</th><td role="cell" class="none"></td>
${cell(totalHead, String(unknown.total))}${cell(hitsHead, String(unknown.hits))}
<td role="cell" class="none"></td><td role="cell" class="none"></td><td role="cell" class="none"></td></tr>
</tbody>
</table>
${notesOf(table).map((note) => html`<p class="notes">${note}</p>`)}
</section>`
}

type Scale = { readonly limit: number; readonly most: number }

/** The end of the scale, at or above the longest bar. */
const mostOf = (highest: number): number => [0.05, 0.1, 0.2, 0.25, 0.5, 0.75].find((end) => highest <= end) ?? 1

const categoryRow = (
  { category, total, hits, rate, ratio, pValue, isUnderFourFifths }: CategoryRate,
  heads: { readonly total: string; readonly hits: string },
  scale: Scale,
): Markup => html`<tr role="row"${{ markup: isUnderFourFifths ? ' class="under"' : '' }}>
<th role="rowheader" scope="row">${category}</th>
<td role="cell" class="plot">${bar(rate, scale)}</td>
${cell(heads.total, total.toLocaleString('en'))}${cell(heads.hits, hits.toLocaleString('en'))}${cell('rate', percentOf(rate))}
<td role="cell" class="ratio" data-label="ratio">${ratioOf(ratio, isUnderFourFifths)}${isUnderFourFifths ? ' !' : ''}</td>
${cell('p', pOf(pValue))}
</tr>`

const cell = (label: string, text: string): Markup => html`<td role="cell" data-label="${label}">${text}</td>`

/** The figures stand beside it: the bar is for the eye only. */
const bar = (rate: number, { limit, most }: Scale): Markup => {
  const at = `${((100 * limit) / most).toFixed(2)}%`
  return html`<svg aria-hidden="true"><rect class="track" width="100%" height="100%"/><rect class="fill" width="${((100 * rate) / most).toFixed(2)}%" height="100%"/>${limit > 0 ? html`<line class="limit" x1="${at}" x2="${at}" y1="0" y2="100%"/>` : ''}</svg>`
}
