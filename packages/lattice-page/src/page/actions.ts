// What a person can do, by pointer, key or button alike: each changes the state of the page.
import { centre, fit, reveal, zoomAt } from './camera.js';
import { byId } from './elements.js';
import type { Lit, Store } from './state.js';

export interface Actions {
  readonly open: (index: number, look?: 'reveal' | 'centre' | 'stay') => void;
  /** Closes the panel first, then puts out what is lit, then forgets what was chosen. */
  readonly close: () => void;
  readonly moveTo: (index: number) => void;
  readonly choose: (index: number) => void;
  readonly combine: (kind: 'join' | 'meet') => void;
  readonly zoom: (factor: number) => void;
  readonly fitAll: () => void;
  readonly say: (text: string) => void;
}

export function createActions({ state, set }: Store): Actions {
  const nameOf = (index: number) => state.data.nodes[index]?.name ?? '';
  const say = (text: string) => {
    byId('said').textContent = text;
  };
  const lightNode = (index: number): Lit => {
    const [below, above] = [state.order.downSet([index]), state.order.upSet([index])];
    const said = `${below.size - 1} below, ${above.size - 1} above`;
    return { below, above, said };
  };
  return {
    say,
    open: (index, look = 'reveal') => {
      const place = state.data.layout.places[index];
      const lit = lightNode(index);
      const see = look === 'centre' ? centre : reveal;
      const camera = place && look !== 'stay' ? see(state.camera, place, state.window) : state.camera;
      set({ opened: index, cursor: index, lit, camera });
      say(`${nameOf(index)} is open: ${lit.said}`);
    },
    close: () => {
      if (state.opened !== undefined) set({ opened: undefined, lit: undefined });
      else if (state.lit) set({ lit: undefined });
      else set({ chosen: new Set() });
    },
    moveTo: (index) => {
      const place = state.data.layout.places[index];
      const node = state.data.nodes[index];
      if (!place || !node) return;
      set({ cursor: index, camera: reveal(state.camera, place, state.window) });
      const below = node.covers.length === 0 ? 'nothing below' : `builds upon ${node.covers.join(', ')}`;
      say(`${node.name}, ${node.template}, rank ${node.rank}, ${below}`);
    },
    choose: (index) => {
      const chosen = new Set(state.chosen);
      if (!chosen.delete(index)) chosen.add(index);
      set({ chosen, cursor: index });
      say(`${chosen.size} chosen: ${[...chosen].map(nameOf).join(', ')}`);
    },
    combine: (kind) => {
      const chosen = [...state.chosen];
      if (chosen.length < 2) {
        say('Choose two nodes or more: shift-click, or the space bar');
        return;
      }
      const below = state.order[kind](chosen);
      const sign = kind === 'join' ? ' ∨ ' : ' ∧ ';
      const said = `${kind} ${chosen.map(nameOf).join(sign)}: ${below.size} nodes`;
      set({ lit: { below, above: new Set(), said }, opened: undefined });
      say(said);
    },
    zoom: (factor) =>
      set({ camera: zoomAt(state.camera, factor, state.window.width / 2, state.window.height / 2) }),
    fitAll: () => set({ camera: fit(state.data.layout, state.window) }),
  };
}
