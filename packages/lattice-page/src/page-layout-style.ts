// Where the parts of the page stand: bar, diagram, panel and list, on wide and on narrow screens.

export const pageLayoutStyle = `
header { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px; padding: 9px 16px; border-bottom: 1px solid var(--edge); }
h1 { font-size: 15px; font-weight: 650; margin: 0; letter-spacing: -0.01em; }
h1 span { font-weight: 400; color: var(--soft); }
#finder { position: relative; display: flex; gap: 8px; align-items: center; flex: 0 1 430px; }
#search { flex: 1; min-width: 120px; padding: 5px 12px; border: 1px solid var(--edge); border-radius: 7px; background: var(--surface); }
#search::placeholder { color: var(--soft); opacity: 1; }
#results { position: absolute; z-index: 5; top: calc(100% + 6px); left: 0; right: 0; max-height: 60vh; overflow: auto; margin: 0; padding: 6px;
  list-style: none; background: var(--surface); border: 1px solid var(--edge); border-radius: 10px; box-shadow: 0 12px 32px #0003; }
#results .count { padding: 3px 9px 6px; color: var(--soft); font-size: 12px; }
#results button { display: block; width: 100%; text-align: left; border: 0; padding: 5px 9px; background: none; }
#results button:hover, #results button:focus { background: var(--band); }
#results span { display: block; color: var(--soft); font-size: 12.5px; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
details { position: relative; } summary { cursor: pointer; border: 1px solid var(--edge); border-radius: 7px; padding: 4px 11px; background: var(--surface); }
#filters { position: absolute; z-index: 5; top: calc(100% + 6px); right: 0; display: grid; gap: 10px; width: max-content; max-width: 80vw; max-height: 70vh;
  overflow: auto; padding: 12px 16px; background: var(--surface); border: 1px solid var(--edge); border-radius: 10px; box-shadow: 0 12px 32px #0003; }
fieldset { border: 0; margin: 0; padding: 0; display: grid; gap: 2px; } legend { font-weight: 650; font-size: 12px; padding: 0 0 3px; }
.tools { display: flex; gap: 6px; flex-wrap: wrap; align-items: center; } .tools:last-child { margin-left: auto; }
#chosen { color: var(--soft); max-width: 34ch; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
#live { font-size: 12px; border: 1px solid; border-radius: 99px; padding: 1px 10px; max-width: 40ch; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
#live.good { color: var(--good); } #live.good::before { content: "● "; } #live.bad { color: var(--bad); } #live.bad::before { content: "▲ "; }
main { display: grid; grid-template: minmax(0, 1fr) / minmax(0, 1fr); min-height: 0; position: relative; }
.with-panel main { grid-template-columns: minmax(0, 1fr) minmax(300px, 400px); }
#stage { position: relative; min-width: 0; } #diagram { position: absolute; inset: 0; overflow: hidden; }
#diagram:focus-visible { outline-width: 2px; outline-offset: -2px; }
canvas { display: block; width: 100%; height: 100%; touch-action: none; cursor: grab; } canvas.over { cursor: pointer; } canvas:active { cursor: grabbing; }
#zoom { position: absolute; right: 14px; bottom: 14px; display: grid; gap: 5px; } #zoom button { width: 34px; height: 34px; padding: 0; font-size: 16px; }
#legend { position: absolute; left: 14px; bottom: 14px; display: flex; flex-wrap: wrap; gap: 3px 13px; max-width: calc(100% - 90px); margin: 0; padding: 6px 12px; list-style: none;
  font-size: 12px; background: var(--surface); border: 1px solid var(--edge); border-radius: 9px; }
#legend li { display: flex; align-items: center; gap: 5px; } #legend svg { width: 16px; height: 16px; fill: var(--hue); }
#legend text { font: bold 1.05px var(--font); text-anchor: middle; fill: var(--surface); }
#panel { border-left: 1px solid var(--edge); background: var(--surface); overflow: auto; padding: 18px 22px 32px; position: relative; }
#panel .close { position: absolute; right: 14px; top: 14px; width: 30px; height: 30px; padding: 0; font-size: 17px; }
h2 { font-size: 19px; line-height: 1.3; font-weight: 650; letter-spacing: -0.015em; margin: 0 40px 6px 0; overflow-wrap: anywhere; }
h3 { font-size: 12px; font-weight: 650; color: var(--soft); margin: 20px 0 5px; } #panel p { margin: 0; } .description { font-size: 15px; }
.facts, .links, .plain { list-style: none; margin: 0; padding: 0; } .facts { display: flex; flex-wrap: wrap; gap: 5px; margin: 10px 0 8px; }
.facts li { border: 1px solid var(--edge); border-radius: 99px; padding: 1px 10px; font-size: 12.5px; } .reach { color: var(--soft); }
.links { display: flex; flex-wrap: wrap; gap: 5px; } .links button { padding: 2px 10px; font-size: 13px; color: var(--accent); overflow-wrap: anywhere; text-align: left; }
dl { margin: 0; } dl div { padding: 4px 0; border-top: 1px solid var(--edge); } dl div:first-child { border: 0; } dt { font-weight: 600; } dd { margin: 0; color: var(--soft); }
#panel table { width: 100%; border-collapse: collapse; table-layout: fixed; } #panel thead { display: none; } #panel tr + tr > * { border-top: 1px solid var(--edge); }
#panel th { text-align: left; font-weight: 500; width: 42%; padding: 5px 8px 5px 0; vertical-align: top; overflow-wrap: anywhere; } #panel td { padding: 5px 0; } #panel td code, #panel td small { display: block; }
.build pre { white-space: pre-wrap; max-height: 12em; overflow: auto; margin: 6px 0 0; } .build.failed b { color: var(--bad); } .build.built b { color: var(--good); }
/* Out of sight, for who listens. Wide enough that no line wraps: laying out thousands of narrow rows takes seconds. */
body:not(.with-list) #nodes { position: fixed; left: 0; top: -20000px; width: 3000px; height: 600px; overflow: hidden; contain: strict; white-space: nowrap; }
/* The list waits for the first picture; where no script runs, it is all there is. */
@media (scripting: enabled) { body:not(.drawn) #nodes { content-visibility: hidden; } }
.with-list #nodes { position: absolute; inset: 0; z-index: 4; overflow: auto; background: var(--ground); padding: 0 16px 24px; }
.with-list.with-panel #nodes { right: min(400px, 40%); }
#nodes table { border-collapse: collapse; width: 100%; table-layout: fixed; } #nodes thead th { position: sticky; top: 0; background: var(--ground); color: var(--soft); font-size: 12px; }
#nodes th, #nodes td { text-align: left; vertical-align: top; padding: 6px 14px 6px 0; border-bottom: 1px solid var(--edge); font-weight: 400; overflow-wrap: anywhere; }
#nodes th:nth-child(1) { width: 19%; } #nodes th:nth-child(2) { width: 5%; } #nodes th:nth-child(3) { width: 11%; } #nodes th:nth-child(5) { width: 32%; } #nodes tbody th { font-weight: 600; cursor: pointer; } #nodes tbody tr:hover { background: var(--band); }
@media (max-width: 760px) { .with-panel main { grid-template: minmax(0, 1fr) minmax(0, 1fr) / minmax(0, 1fr); } #panel { border-left: 0; border-top: 1px solid var(--edge); }
  .with-list.with-panel #nodes { right: 0; bottom: 50%; } }
@media (scripting: none) { #stage, #finder, .tools { display: none; } body:not(.with-list) #nodes { position: static; width: auto; height: auto; overflow: auto; contain: none; white-space: normal; padding: 0 16px; } }
@media print { header, #zoom { display: none; } }
`;
