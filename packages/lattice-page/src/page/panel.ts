// The panel of a node: takes the state of the page, shows all that is known of the node that is open.
import type { DiagramBuild } from '../diagram.js';
import type { PageNode } from '../page-data.js';
import { buildMarks } from '../symbols.js';
import type { Actions } from './actions.js';
import { button, byId, make } from './elements.js';
import type { State, Store } from './state.js';

export function showPanel({ state, listen }: Store, actions: Actions): void {
  const panel = byId('panel');
  let shown: unknown;
  listen(() => {
    const node = state.opened === undefined ? undefined : state.data.nodes[state.opened];
    // Filled again where another node is open, or where something came to be known.
    if (node === shown) return;
    const hadFocus = panel.contains(document.activeElement);
    shown = node;
    panel.hidden = node === undefined;
    document.body.classList.toggle('with-panel', node !== undefined);
    panel.replaceChildren(...(node ? contentsOf(node, state, actions) : []));
    panel.scrollTop = 0;
    if (hadFocus) (node ? panel : byId('diagram')).focus();
  });
}

function contentsOf(node: PageNode, state: State, actions: Actions): readonly Node[] {
  const index = state.opened ?? 0;
  const { order, data } = state;
  const close = button('×', actions.close, {
    class: 'close',
    'aria-label': 'Close',
    title: 'Close (Escape)',
  });
  const names = (numbers: readonly number[]) => numbers.map((each) => data.nodes[each]?.name ?? '');
  const links = (title: string, found: readonly string[], none: string) =>
    section(title, found.length === 0 ? make('p', {}, none) : linksTo(found, state, actions));
  const others = node.extends.filter((name) => !node.covers.includes(name));
  return [
    close,
    make('h2', { id: 'panel-name' }, node.name),
    ...(node.description === '' ? [] : [make('p', { class: 'description' }, node.description)]),
    factsOf(node),
    make('p', { class: 'reach' }, state.lit?.said ?? ''),
    section('Last build', buildOf(node.build)),
    ...(node.change
      ? [
          section(
            `Affected since ${data.base?.name ?? ''}`,
            make('p', {}, `${node.change.kind}: ${node.change.outputs.join(', ')}`),
          ),
        ]
      : []),
    links('Builds upon', names(order.lower[index] ?? []), 'nothing'),
    ...(others.length > 0 ? [links('Through these, also', others, '')] : []),
    links('Built upon by', names(order.upper[index] ?? []), 'nothing'),
    section('Inputs', definitions(node.inputs.map(({ name, reference }) => [name, reference]))),
    section(
      'Outputs',
      node.outputs.length === 0 ? make('p', {}, 'what its own flake gives') : listOf(node.outputs),
    ),
    section('Configuration', configurationOf(node, state)),
    section('Files', listOf(node.files)),
  ];
}

function section(title: string, ...contents: readonly Node[]): HTMLElement {
  return make('section', {}, make('h3', {}, title), ...contents);
}

function factsOf({ template, rank, layer, crate, ejected }: PageNode): HTMLElement {
  const facts = [template, `rank ${rank}`, `layer: ${layer}`, ...(crate ? [`crate ${crate}`] : [])];
  if (ejected) facts.push('ejected');
  return make('ul', { class: 'facts' }, ...facts.map((fact) => make('li', {}, fact)));
}

function buildOf(build: DiagramBuild | undefined): HTMLElement {
  if (!build)
    return make('p', {}, 'None is known of here. `flake-lattice build` leaves word of what it does.');
  const { state, at, seconds, output, reason } = build;
  const time = seconds === undefined ? '' : `, in ${seconds.toFixed(1)} s`;
  return make(
    'div',
    { class: `build ${state}` },
    make(
      'p',
      {},
      make('b', {}, `${buildMarks[state]} ${state}`),
      `${time} `,
      make('time', { datetime: at }, at.replace('T', ' ').slice(0, 19)),
    ),
    ...(output ? [make('code', {}, output)] : []),
    ...(reason ? [make('pre', {}, reason)] : []),
  );
}

/** Long lists are cut: a facade may build upon a thousand units, which the list of all nodes has. */
const mostLinks = 60;

function linksTo(names: readonly string[], { order }: State, actions: Actions): HTMLElement {
  const items = names.slice(0, mostLinks).map((name) => {
    const index = order.numberOf(name);
    return make('li', {}, index === undefined ? name : button(name, () => actions.open(index)));
  });
  if (names.length > mostLinks) items.push(make('li', {}, `and ${names.length - mostLinks} more`));
  return make('ul', { class: 'links' }, ...items);
}

function listOf(texts: readonly string[]): HTMLElement {
  const items = texts.slice(0, mostLinks).map((text) => make('li', {}, make('code', {}, text)));
  if (texts.length > mostLinks) items.push(make('li', {}, `and ${texts.length - mostLinks} more`));
  return make('ul', { class: 'plain' }, ...items);
}

function definitions(pairs: readonly (readonly [string, string])[]): HTMLElement {
  if (pairs.length === 0) return make('p', {}, 'what its own flake takes');
  const rows = pairs.map(([name, text]) =>
    make('div', {}, make('dt', {}, name), make('dd', {}, make('code', {}, text))),
  );
  return make('dl', {}, ...rows);
}

function configurationOf({ config, layer }: PageNode, { data }: State): HTMLElement {
  if (config.length === 0) return make('p', {}, layer === 'units' ? 'A unit has none.' : 'none');
  const rows = config.flatMap((number) => {
    const leaf = data.leaves[number];
    if (!leaf) return [];
    const place = leaf.line === undefined ? leaf.source : `${leaf.source}:${leaf.line}`;
    const setBy = [...(leaf.node ? [leaf.node] : []), place].join(', ');
    return [
      make(
        'tr',
        {},
        make('th', { scope: 'row' }, leaf.key),
        make(
          'td',
          {},
          make('code', {}, leaf.value),
          make('small', {}, `${leaf.layer === leaf.source ? '' : `${leaf.layer}: `}${setBy}`),
        ),
      ),
    ];
  });
  const head = make(
    'tr',
    {},
    make('th', { scope: 'col' }, 'Key'),
    make('th', { scope: 'col' }, 'Value, and who set it'),
  );
  return make('table', {}, make('thead', {}, head), make('tbody', {}, ...rows));
}
