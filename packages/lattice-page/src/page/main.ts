// The page: reads its data, draws it, and listens to pointer, keys and, where it is served, to what changes.
import type { PageData } from '../page-data.js';
import { createActions } from './actions.js';
import { fit, toScreen } from './camera.js';
import { drawFrame } from './draw-frame.js';
import { shapeWays } from './draw-ways.js';
import { byId } from './elements.js';
import { startFinder } from './finder.js';
import { listenToKeys } from './keyboard.js';
import { follow } from './live.js';
import { fillList, startList } from './node-list.js';
import { orderOf } from './order.js';
import { readPalette } from './palette.js';
import { showPanel } from './panel.js';
import { listenToPointer } from './pointer.js';
import { createStore } from './state.js';
import { fillLegend, rememberedTheme, startToolbar } from './toolbar.js';

rememberedTheme();
const diagram = byId('diagram');
const sizeOf = () => ({ width: diagram.clientWidth, height: diagram.clientHeight });
const store = createStore(JSON.parse(byId('data').textContent ?? '') as PageData, sizeOf());
const { state, set, listen } = store;
const actions = createActions(store);
const context = byId<HTMLCanvasElement>('canvas').getContext('2d', { alpha: false });
if (!context) throw new Error('this browser has no canvas');
let ways = shapeWays(state.data);
let palette = readPalette();

/** At once, for who measures it; the page itself draws when the browser does. */
function draw(): void {
  if (context) drawFrame(context, state, palette, ways);
}

listen(() => {
  palette = readPalette();
  draw();
  const name = (index: number | undefined) =>
    index === undefined ? '' : (state.data.nodes[index]?.name ?? '');
  Object.assign(diagram.dataset, {
    cursor: name(state.cursor),
    opened: name(state.opened),
    lit: state.lit?.said ?? '',
  });
});
showPanel(store, actions);
startToolbar(store, actions);
const finder = startFinder(store, actions);
listenToPointer(store, actions);
listenToKeys(store, actions);
startList(store, actions);
fillLegend(store);

new ResizeObserver(() => {
  const wasFitted = JSON.stringify(state.camera) === JSON.stringify(fit(state.data.layout, state.window));
  const window = sizeOf();
  set({ window, ...(wasFitted ? { camera: fit(state.data.layout, window) } : {}) });
}).observe(diagram);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => set({}));

/** What is open or chosen stays so by its name. */
function take(data: PageData): void {
  const names = state.data.nodes.map(({ name }) => name);
  const order = orderOf(data.nodes);
  const kept = (index: number | undefined) =>
    index === undefined ? undefined : order.numberOf(names[index] ?? '');
  const wasFitted = JSON.stringify(state.camera) === JSON.stringify(fit(state.data.layout, state.window));
  const opened = kept(state.opened);
  const chosen = new Set([...state.chosen].flatMap((index) => kept(index) ?? []));
  ways = shapeWays(data);
  set({
    data,
    order,
    opened,
    chosen,
    cursor: kept(state.cursor),
    lit: undefined,
    ...(wasFitted ? { camera: fit(data.layout, state.window) } : {}),
  });
  fillList(data.nodes);
  fillLegend(store);
  finder.refresh();
  if (opened !== undefined) actions.open(opened, 'stay');
}

if (document.documentElement.dataset.live !== undefined) {
  follow({
    onLattice: take,
    onBuilds: (builds) => {
      const nodes = state.data.nodes.map((node) => {
        const build = builds[node.name];
        return build && JSON.stringify(build) !== JSON.stringify(node.build) ? { ...node, build } : node;
      });
      set({ data: { ...state.data, nodes } });
      fillList(nodes);
    },
  });
}

/** For scripts that drive the page, such as tests: where a node is on the screen. */
const face = {
  placeOf: (name: string) => {
    const place = state.data.layout.places[state.order.numberOf(name) ?? -1];
    const { left, top } = diagram.getBoundingClientRect();
    const [x, y] = place ? toScreen(state.camera, place.x, place.y) : [Number.NaN, Number.NaN];
    return { x: x + left, y: y + top };
  },
  draw,
  state,
};
Object.assign(globalThis, { latticePage: face });
set({});
draw();
// Once the browser has shown it, it may lay out the list.
requestAnimationFrame(() =>
  setTimeout(() => {
    performance.mark('first-picture');
    document.body.classList.add('drawn');
  }),
);
