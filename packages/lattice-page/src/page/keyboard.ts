// The keys: arrows move along covers and within a rank, and everything else that a pointer does has a key too.
import type { Actions } from './actions.js';
import { byId } from './elements.js';
import type { Store } from './state.js';
import { type Direction, step } from './step.js';

const directions: Readonly<Record<string, Direction>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  ArrowLeft: 'left',
  ArrowRight: 'right',
  Home: 'first',
  End: 'last',
};

export function listenToKeys({ state }: Store, actions: Actions): void {
  const diagram = byId('diagram');
  diagram.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const direction = directions[event.key];
    const { cursor, data, order } = state;
    if (direction) {
      const next = cursor === undefined ? 0 : step(cursor, direction, data.nodes, data.layout.places, order);
      if (next !== undefined && data.nodes.length > 0) actions.moveTo(next);
      else actions.say(direction === 'up' ? 'Nothing builds upon it' : 'There is none');
    } else if (event.key === 'Enter' && cursor !== undefined) {
      actions.open(cursor);
      // The panel takes the focus once it is filled.
      requestAnimationFrame(() => requestAnimationFrame(() => byId('panel').focus()));
    } else if (event.key === ' ' && cursor !== undefined) actions.choose(cursor);
    else if (event.key === '+' || event.key === '=') actions.zoom(1.25);
    else if (event.key === '-') actions.zoom(0.8);
    else if (event.key === '0') actions.fitAll();
    else if (event.key === 'j') actions.combine('join');
    else if (event.key === 'm') actions.combine('meet');
    else return;
    event.preventDefault();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') {
      actions.close();
      diagram.focus();
    } else if (event.key === '/' && !(event.target instanceof HTMLInputElement)) {
      byId<HTMLInputElement>('search').select();
      event.preventDefault();
    }
  });
}
