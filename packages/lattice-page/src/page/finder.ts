// Search and filters: what is typed and ticked makes other nodes stand back, and the best are listed.
import type { Actions } from './actions.js';
import { button, byId, make } from './elements.js';
import { findNodes, traitsOf } from './find-nodes.js';
import type { Store } from './state.js';

const mostShown = 40;

export function startFinder(store: Store, actions: Actions): { readonly refresh: () => void } {
  const { state, set } = store;
  const input = byId<HTMLInputElement>('search');
  const results = byId('results');
  const without = new Set<string>();

  const search = () => {
    const found = findNodes(state.data.nodes, { text: input.value, without });
    set({ found: found && new Set(found) });
    const isSearch = input.value.trim() !== '' && found !== undefined;
    results.hidden = !isSearch;
    if (!isSearch) return;
    const items = found.slice(0, mostShown).map((index) => {
      const { name = '', description = '' } = state.data.nodes[index] ?? {};
      const made = button('', () => pick(index));
      made.append(make('b', {}, name), make('span', {}, description));
      return make('li', {}, made);
    });
    const count = `${found.length} of ${state.data.nodes.length} nodes`;
    results.replaceChildren(make('li', { class: 'count' }, count), ...items);
    actions.say(count);
  };
  const pick = (index: number) => {
    results.hidden = true;
    actions.open(index, 'centre');
    byId('diagram').focus();
  };
  input.addEventListener('input', search);
  input.addEventListener('focus', search);
  const box = byId('finder');
  box.addEventListener('keydown', (event) => {
    const buttons = [...results.querySelectorAll('button')];
    const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
    if (event.key === 'Enter' && document.activeElement === input) buttons[0]?.click();
    else if (event.key === 'ArrowDown') (buttons[at + 1] ?? buttons[at])?.focus();
    else if (event.key === 'ArrowUp') (at <= 0 ? input : buttons[at - 1])?.focus();
    else if (event.key === 'Escape') {
      input.value = '';
      search();
      byId('diagram').focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener('pointerdown', (event) => {
    if (!box.contains(event.target as Node)) results.hidden = true;
  });
  const refresh = () => {
    fillFilters(state.data.nodes.flatMap(traitsOf), without, search);
    search();
  };
  refresh();
  return { refresh };
}

const titles: Readonly<Record<string, string>> = { layer: 'Layer', template: 'Template', crate: 'Crate' };

function fillFilters(traits: readonly string[], without: Set<string>, onChange: () => void): void {
  const counts = new Map<string, number>();
  for (const trait of traits) counts.set(trait, (counts.get(trait) ?? 0) + 1);
  const groups = Object.entries(titles).flatMap(([kind, title]) => {
    const members = [...counts].filter(([trait]) => trait.startsWith(`${kind}:`)).sort();
    if (members.length === 0) return [];
    const labels = members.map(([trait, count]) => {
      const box = make('input', { type: 'checkbox' });
      box.checked = !without.has(trait);
      box.addEventListener('change', () => {
        if (box.checked) without.delete(trait);
        else without.add(trait);
        onChange();
      });
      return make('label', {}, box, ` ${trait.slice(kind.length + 1)} `, make('small', {}, `${count}`));
    });
    return [make('fieldset', {}, make('legend', {}, title), ...labels)];
  });
  byId('filters').replaceChildren(...groups);
}
