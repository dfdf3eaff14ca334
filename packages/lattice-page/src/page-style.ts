// The style of the page, light and dark: calm grounds, one accent, and nothing that only colour tells.
import { pageLayoutStyle } from './page-layout-style.js';

const light = `--scheme: light; color-scheme: light;
  --ground: #fbfbf9; --surface: #ffffff; --band: #f3f4f1; --ink: #1e222a; --soft: #535b68; --line: #a9b0ba; --edge: #dcdfdb;
  --accent: #1d5fb4; --above: #a3480b; --good: #1f6b45; --bad: #a32a2a;`;
const dark = `--scheme: dark; color-scheme: dark;
  --ground: #14171c; --surface: #1e232a; --band: #191d23; --ink: #e8eaee; --soft: #aab1bc; --line: #56606d; --edge: #2e353f;
  --accent: #8ab8f5; --above: #f0a468; --good: #7bcf9f; --bad: #f29a9a;`;

/** The colours of templates come with the page, as they do for pictures. */
export const pageStyle = `:root { ${light}
  --font: ui-sans-serif, system-ui, -apple-system, "Segoe UI", sans-serif; --mono: ui-monospace, "SF Mono", Menlo, monospace; }
@media (prefers-color-scheme: dark) { :root { ${dark} } }
:root[data-theme="light"] { ${light} }
:root[data-theme="dark"] { ${dark} }
* { box-sizing: border-box; }
html, body { height: 100%; margin: 0; }
body { display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); background: var(--ground); color: var(--ink);
  font: 14px/1.5 var(--font); }
button, input { font: inherit; color: inherit; }
button { border: 1px solid var(--edge); border-radius: 7px; background: var(--surface); padding: 4px 11px; cursor: pointer; }
button:hover:not(:disabled) { border-color: var(--soft); }
button:disabled { color: var(--soft); cursor: default; border-style: dashed; }
button[aria-pressed="true"] { background: var(--ink); color: var(--ground); border-color: var(--ink); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
code, pre { font: 12.5px/1.5 var(--mono); overflow-wrap: anywhere; }
small { color: var(--soft); font-size: 12px; }
[hidden] { display: none !important; }
.aside { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip:focus { position: fixed; z-index: 9; left: 12px; top: 8px; width: auto; height: auto; clip-path: none; padding: 6px 12px;
  background: var(--surface); color: var(--accent); border-radius: 7px; }
@media (prefers-reduced-motion: no-preference) { button { transition: border-color 120ms; } }
${pageLayoutStyle}`;
