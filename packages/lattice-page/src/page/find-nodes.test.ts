import { expect, test } from '@jest/globals';
import { nodeOf } from '../diagram.fixture.js';
import { layOut } from '../layout.js';
import { pageDataOf } from '../page-data.js';
import { findNodes } from './find-nodes.js';

const nodes = [
  nodeOf('rust', 0),
  nodeOf('rust-tools', 1, ['rust']),
  { ...nodeOf('web', 0), description: 'Without Rust' },
];
const data = pageDataOf({ schema: 1, lattice: 'lattice.toml', nodes }, layOut(nodes));
const find = (text: string, ...without: string[]) =>
  findNodes(data.nodes, { text, without: new Set(without) })?.map((index) => data.nodes[index]?.name);

test('the name itself first, then names, then descriptions', () => {
  expect(find('rust')).toEqual(['rust', 'rust-tools', 'web']);
  expect(find('RUST tool')).toEqual(['rust-tools']);
  expect(find('nothing')).toEqual([]);
});

test('what is unticked is left out, and without either there is no search', () => {
  expect(find('', 'template:shell')).toEqual([]);
  expect(find('rust', 'layer:units')).toHaveLength(3);
  expect(find('  ')).toBeUndefined();
});
