import { expect, test } from '@jest/globals';
import { diamond, hostileDiagram } from './diagram.fixture.js';
import { renderSvg } from './render-svg.js';

test('a picture with a title, what it shows in words, a box for each node and a way for each cover', () => {
  const text = renderSvg({ ...diamond, element: { kind: 'join', of: ['left'], nodes: ['seed', 'left'] } });
  expect(text).toContain('<title id="title">Hasse diagram: 4 nodes of lattice.toml; join of left</title>');
  expect(text).toContain('top builds upon left, right');
  expect(text.match(/class="box"/g)?.length).toBe(4);
  expect(text.match(/class="way lit"/g)?.length).toBe(1);
  expect(text.match(/class="way"/g)?.length).toBe(3);
  expect(text).toContain('>Δ</text>');
});

test('no text becomes markup', () => {
  const text = renderSvg(hostileDiagram);
  expect(text).not.toMatch(/<(img|script|!--)/);
  expect(text.match(/<\/style>/g)?.length).toBe(1);
  expect(text).not.toContain('\0');
});
