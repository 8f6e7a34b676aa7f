/** The style of the page of a bias audit: light and dark, a table on wide screens and on paper, cards on a phone. */
export const reportStyle = `
:root {
  color-scheme: light dark;
  --page: light-dark(#ffffff, #14181b);
  --text: light-dark(#1b2226, #e6eaec);
  --soft: light-dark(#56636b, #a3afb6);
  --line: light-dark(#d5dce0, #343d43);
  --track: light-dark(#eef2f4, #20272b);
  --fill: light-dark(#2f6f95, #6fb2d9);
  --under: light-dark(#b04a16, #f0a06a);
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem 1rem 3rem; max-width: 62rem;
  background: var(--page); color: var(--text);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere;
}
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; }
h2 { font-size: 1.15rem; line-height: 1.3; margin: 2.5rem 0 .5rem; }
ul { margin: 0; padding-left: 1.2rem; }
.notes, .legend { color: var(--soft); font-size: .9rem; }
.notes { margin: .5rem 0 0; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .4rem .5rem; text-align: right; border-top: 1px solid var(--line); vertical-align: middle; }
th:first-child { padding-left: 0; text-align: left; width: 30%; }
td:last-child, th:last-child { padding-right: 0; }
thead th { border-top: 0; color: var(--soft); font-size: .85rem; font-weight: 600; white-space: nowrap; }
tbody th { font-weight: 600; }
td { white-space: nowrap; }
.plot { width: 26%; }
.ends { display: none; }
.plot svg { display: block; width: 100%; height: 1.1rem; }
.track { fill: var(--track); }
.fill { fill: var(--fill); }
.under .fill { fill: var(--under); }
.limit { stroke: var(--text); stroke-width: 1.5; stroke-dasharray: 3 2; }
.under .ratio { color: var(--under); font-weight: 700; }
.unknown th { font-weight: 400; color: var(--soft); }
.scale { display: flex; justify-content: space-between; }
.legend { margin-top: 2.5rem; border-top: 1px solid var(--line); padding-top: 1rem; }
tr { break-inside: avoid; }
@media screen and (max-width: 44rem) {
  thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table, tbody { display: block; }
  tbody tr {
    display: grid; grid-template-columns: repeat(auto-fill, minmax(5.6rem, 1fr)); gap: .3rem .75rem;
    padding: .75rem 0; border-top: 1px solid var(--line);
  }
  tbody th, tbody td, th:first-child { width: auto; padding: 0; border: 0; text-align: left; }
  tbody th, tbody .plot { grid-column: 1 / -1; width: auto; }
  .ends { display: block; }
  tbody td[data-label]::before { content: attr(data-label); display: block; color: var(--soft); font-size: .8rem; }
  .none { display: none; }
}
`
