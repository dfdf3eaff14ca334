// Follows a lattice that is served: takes word of changes and builds, and gives the page what is new.
import type { BuildsByNode, PageData } from '../page-data.js';
import { byId } from './elements.js';

export interface LiveListener {
  readonly onLattice: (data: PageData) => void;
  readonly onBuilds: (builds: BuildsByNode) => void;
}

export function follow({ onLattice, onBuilds }: LiveListener): void {
  const events = new EventSource('events');
  const status = byId('live');
  status.hidden = false;
  const say = (text: string, kind: string) => {
    status.textContent = text;
    status.className = kind;
  };
  events.addEventListener('open', () => say('live', 'good'));
  events.addEventListener('error', () => say('not connected', 'bad'));
  events.addEventListener('lattice', async () => {
    const answer = await fetch('data.json', { cache: 'no-store' });
    onLattice((await answer.json()) as PageData);
    say('live', 'good');
  });
  events.addEventListener('builds', ({ data }) => onBuilds(JSON.parse(data) as BuildsByNode));
  // What is wrong with a source, as the command tells it.
  events.addEventListener('fault', ({ data }) => say(JSON.parse(data) as string, 'bad'));
}
