import { Graphviz } from '@hpcc-js/wasm-graphviz';
import { beforeAll, expect, test } from '@jest/globals';
import { diamond, hostile, hostileDiagram } from './diagram.fixture.js';
import { renderDot } from './render-dot.js';

let graphviz: Graphviz;
beforeAll(async () => {
  graphviz = await Graphviz.load();
});

interface Drawn {
  readonly objects: readonly { readonly name: string; readonly nodes?: unknown; readonly pos?: string }[];
  readonly edges: readonly { readonly tail: number; readonly head: number }[];
}

function draw(text: string): Drawn {
  return JSON.parse(graphviz.layout(text, 'json', 'dot'));
}

test('Graphviz draws it, ranks from below', () => {
  const { objects, edges } = draw(renderDot(diamond));
  const nodes = objects.filter(({ pos }) => pos !== undefined);
  const heightOf = (name: string) => Number(nodes.find((node) => node.name === name)?.pos?.split(',')[1]);
  expect(nodes.map(({ name }) => name).sort()).toEqual(['left', 'right', 'seed', 'top']);
  expect(edges.length).toBe(4);
  expect(heightOf('seed')).toBeLessThan(heightOf('left'));
  expect(heightOf('left')).toBe(heightOf('right'));
  expect(heightOf('right')).toBeLessThan(heightOf('top'));
});

test('any name is one name', () => {
  const { objects, edges } = draw(renderDot(hostileDiagram));
  expect(objects.filter(({ pos }) => pos !== undefined).length).toBe(hostile.length);
  expect(edges.length).toBe(hostile.length - 1);
});
