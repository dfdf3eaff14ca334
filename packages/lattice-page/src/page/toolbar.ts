// The buttons above and on the diagram: each does what a key does, and says whether it is on.
import { symbolOf } from '../symbols.js';
import type { Actions } from './actions.js';
import { byId, make } from './elements.js';
import type { Store } from './state.js';

export function startToolbar({ state, set, listen }: Store, actions: Actions): void {
  const on = (id: string, act: () => void) => byId(id).addEventListener('click', act);
  on('zoom-in', () => actions.zoom(1.25));
  on('zoom-out', () => actions.zoom(0.8));
  on('zoom-fit', actions.fitAll);
  on('join', () => actions.combine('join'));
  on('meet', () => actions.combine('meet'));
  on('clear', () => set({ chosen: new Set(), lit: undefined, opened: undefined }));
  on('affected', () => set({ showsAffected: !state.showsAffected }));
  on('list', () => {
    const isList = document.body.classList.toggle('with-list');
    byId('list').setAttribute('aria-pressed', `${isList}`);
    if (isList) byId('nodes').focus();
  });
  on('theme', () => {
    const root = document.documentElement;
    const isDark = getComputedStyle(root).getPropertyValue('--scheme').trim() === 'dark';
    root.dataset.theme = isDark ? 'light' : 'dark';
    // From disk some browsers keep nothing.
    try {
      localStorage.setItem('flake-lattice-theme', root.dataset.theme);
    } catch {}
    set({});
  });
  listen(() => {
    const { chosen, lit, data, showsAffected } = state;
    for (const id of ['join', 'meet']) byId<HTMLButtonElement>(id).disabled = chosen.size < 2;
    byId<HTMLButtonElement>('clear').disabled = chosen.size === 0 && lit === undefined;
    const affected = byId<HTMLButtonElement>('affected');
    affected.hidden = data.base === undefined;
    affected.setAttribute('aria-pressed', `${showsAffected}`);
    const count = data.nodes.filter(({ change }) => change).length;
    affected.textContent = `Δ ${count} affected since ${data.base?.name ?? ''}`;
    const names = [...chosen].map((index) => data.nodes[index]?.name ?? '');
    byId('chosen').textContent = lit?.said ?? (names.length === 0 ? '' : `chosen: ${names.join(', ')}`);
  });
}

export function rememberedTheme(): void {
  try {
    const theme = localStorage.getItem('flake-lattice-theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch {}
}

/** Which shape is which template, of those that there are. */
export function fillLegend({ state }: Store): void {
  const templates = [...new Set(state.data.nodes.map(({ template }) => symbolOf(template)))];
  const items = templates.map(({ letter, word, corners }) => {
    const drawn = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    drawn.setAttribute('viewBox', '-1.1 -1.1 2.2 2.2');
    drawn.setAttribute('aria-hidden', 'true');
    drawn.classList.add(`t-${letter}`);
    const shape = document.createElementNS(
      'http://www.w3.org/2000/svg',
      corners.length === 0 ? 'circle' : 'polygon',
    );
    if (corners.length === 0) shape.setAttribute('r', '0.95');
    else shape.setAttribute('points', corners.map((corner) => corner.join(',')).join(' '));
    const text = document.createElementNS('http://www.w3.org/2000/svg', 'text');
    text.setAttribute('y', '0.36');
    text.textContent = letter;
    drawn.append(shape, text);
    return make('li', {}, drawn, word);
  });
  byId('legend').replaceChildren(...items);
}
