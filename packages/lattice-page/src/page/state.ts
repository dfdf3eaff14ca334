// What the page shows at a moment, and who is to know when that changes.
import type { PageData } from '../page-data.js';
import { type Camera, fit, type Size } from './camera.js';
import { type Order, orderOf } from './order.js';

/** Nodes that stand out, and how: what is below a node or above it, or an element. */
export interface Lit {
  readonly below: ReadonlySet<number>;
  readonly above: ReadonlySet<number>;
  /** In words, for the panel and those who hear it. */
  readonly said: string;
}

export interface State {
  data: PageData;
  order: Order;
  window: Size;
  camera: Camera;
  /** Where the arrow keys are. */
  cursor: number | undefined;
  /** Whose panel is open. */
  opened: number | undefined;
  /** To be joined or met, in the order that they were chosen in. */
  chosen: ReadonlySet<number>;
  lit: Lit | undefined;
  /** What search and filters left; all where there is nothing. */
  found: ReadonlySet<number> | undefined;
  /** Whether what is affected stands out. */
  showsAffected: boolean;
}

export interface Store {
  readonly state: State;
  /** Changes what is given, and tells all who listen once the browser draws next. */
  readonly set: (change: Partial<State>) => void;
  readonly listen: (listener: (state: State) => void) => void;
}

export function createStore(data: PageData, window: Size): Store {
  const order = orderOf(data.nodes);
  const state: State = {
    data,
    order,
    window,
    camera: fit(data.layout, window),
    cursor: undefined,
    opened: undefined,
    chosen: new Set(),
    lit: elementOf(data, order),
    found: undefined,
    showsAffected: data.nodes.some(({ change }) => change),
  };
  const listeners: ((state: State) => void)[] = [];
  let isDue = false;
  return {
    state,
    set: (change) => {
      Object.assign(state, change);
      if (isDue) return;
      isDue = true;
      requestAnimationFrame(() => {
        isDue = false;
        for (const listener of listeners) listener(state);
      });
    },
    listen: (listener) => void listeners.push(listener),
  };
}

/** The element that the command was asked to light. */
function elementOf({ element }: PageData, order: Order): Lit | undefined {
  if (element === undefined) return undefined;
  const numbers = element.nodes.flatMap((name) => order.numberOf(name) ?? []);
  const sign = element.kind === 'join' ? ' ∨ ' : ' ∧ ';
  const said = `${element.kind} ${element.of.join(sign)}: ${numbers.length} nodes`;
  return { below: new Set(numbers), above: new Set(), said };
}
