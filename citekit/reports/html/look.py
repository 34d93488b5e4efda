"""How the page looks: on light and dark screens, narrow ones, and paper.

Colours keep a contrast of 4.5 and more on their ground (WCAG 2.2, 1.4.3), and none of them says anything by
itself (1.4.1): the levels have words, signs and kinds of lines, too.
"""

from __future__ import annotations

from typing import Final

__all__ = ["CSS"]

CSS: Final = """\
:root {
  color-scheme: light dark;
  --ground: #fff; --ink: #1b1b1f; --quiet: #56565e; --line: #c9c9d0; --card: #f5f5f8; --link: #0b4f9e;
  --error: #a3000b; --error-ground: #ffe5e3;
  --warning: #754600; --warning-ground: #fff0cf;
  --look: #0b4f9e; --look-ground: #e2effd;
  --could-not-check: #5b3a86; --could-not-check-ground: #f0e8fa;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #17181c; --ink: #e9e9ec; --quiet: #b0b0ba; --line: #484852; --card: #212228; --link: #93c6ff;
    --error: #ff9d96; --error-ground: #4a1c1d;
    --warning: #f3c568; --warning-ground: #43330f;
    --look: #93c6ff; --look-ground: #173453;
    --could-not-check: #d3b6f7; --could-not-check-ground: #37274d;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1rem 1.5rem 4rem; max-width: 78rem;
  background: var(--ground); color: var(--ink);
  font: 1rem/1.55 Georgia, "Times New Roman", serif; overflow-wrap: anywhere;
}
h1, h2, h3, header p, nav, footer, table, .told, .summary, .finding, .heading-note {
  font-family: system-ui, "Segoe UI", Helvetica, Arial, sans-serif; line-height: 1.4;
}
h1 { font-size: 1.6rem; } h2 { font-size: 1.35rem; } h3 { font-size: 1.1rem; }
a { color: var(--link); }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
:target { outline: 3px solid var(--link); outline-offset: 2px; scroll-margin-top: 2rem; }
.skip { position: absolute; left: -100rem; }
.skip:focus { left: 1rem; top: 1rem; padding: .5rem 1rem; background: var(--ground); z-index: 1; }
.quiet, footer, .note-label { color: var(--quiet); font-size: .9rem; }
table { border-collapse: collapse; font-size: .95rem; }
th, td {
  padding: .25rem .75rem .25rem 0; text-align: left; vertical-align: top;
  border-bottom: 1px solid var(--line);
}
td.number, th.number { text-align: right; }
.scroll { overflow-x: auto; }
.row { display: grid; grid-template-columns: minmax(0, 42rem) minmax(0, 1fr); column-gap: 2rem; }
.row > :first-child { grid-column: 1; margin-block: .35rem; align-self: start; position: sticky; top: .5rem; }
.margin { grid-column: 2; list-style: none; margin: .35rem 0; padding: 0; }
.list { list-style: none; padding: 0; max-width: 48rem; }
blockquote { margin-inline: 2rem 0; }
pre { white-space: pre-wrap; font-size: .85rem; }
.reference { padding-left: 2rem; text-indent: -2rem; }
.small-caps { font-variant: small-caps; } .underlined { text-decoration: underline; }
mark { color: inherit; padding: 0 .1em; border-bottom: 2px solid; }
mark.error { background: var(--error-ground); border-color: var(--error); border-bottom-style: solid; }
mark.warning { background: var(--warning-ground); border-color: var(--warning); border-bottom-style: dashed; }
mark.look { background: var(--look-ground); border-color: var(--look); border-bottom-style: dotted; }
mark.could-not-check { background: var(--could-not-check-ground); border-color: var(--could-not-check); }
mark.could-not-check { border-bottom-style: double; }
.number-link {
  font: .75rem system-ui, sans-serif; vertical-align: super; padding: 0 .25em; margin: 0 .1em;
  border: 1px solid currentcolor; border-radius: .6em; text-decoration: none;
}
.finding {
  margin: 0 0 .75rem; padding: .5rem .75rem; background: var(--card); font-size: .9rem;
  border-left: .35rem solid var(--line); break-inside: avoid;
}
.finding p { margin: .2rem 0; }
.finding.error { border-left-color: var(--error); } .finding.error .level { color: var(--error); }
.finding.warning { border-left: .35rem dashed var(--warning); }
.finding.warning .level { color: var(--warning); }
.finding.look { border-left: .35rem dotted var(--look); } .finding.look .level { color: var(--look); }
.finding.could-not-check { border-left: .35rem double var(--could-not-check); }
.finding.could-not-check .level { color: var(--could-not-check); }
.level { font-weight: 700; }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: .1rem .6rem; margin: .3rem 0; }
dt { color: var(--quiet); } dd { margin: 0; }
.error dd.wrong, .warning dd.wrong { text-decoration: underline wavy var(--error); }
dd.wrong { text-decoration-skip-ink: none; }
dd.right { font-weight: 600; }
@media (max-width: 60rem) {
  .row { display: block; }
  .row > :first-child { position: static; }
  .margin { margin-left: 1rem; }
}
@media print {
  :root { color-scheme: light; --ground: #fff; --ink: #000; --card: #fff; --link: #000; --quiet: #333; }
  body { max-width: none; padding: 0; font-size: 10pt; }
  .row { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); column-gap: 1rem; }
  .row > :first-child { position: static; }
  .skip, nav, .back { display: none; }
  .finding { font-size: 8pt; padding: .2rem .4rem; border-top: 1px solid #999; }
  h2, h3 { break-after: avoid; }
  section + section { break-before: page; }
  mark { -webkit-print-color-adjust: exact; print-color-adjust: exact; }
}
@page { margin: 15mm; }
"""
