// Holds each node of a lattice against what it names, and what its template needs: takes a lattice, gives the faults.
import type { CodedErrorParts } from '@flake-lattice/errors';
import { hintOfNames } from '../schema/nearest.js';
import type { Lattice, LatticeNode } from '../sources/lattice-record.js';
import type { FaultAtPath } from './fault-at-path.js';

/** The nearest of many names takes long to find; this often it is looked for. */
const mostGuesses = 50;

export function faultsOfNodes(lattice: Lattice, at: FaultAtPath): readonly CodedErrorParts[] {
  let guesses = 0;
  const hintOf: typeof hintOfNames = (name, names, owner) => {
    guesses += 1;
    return guesses <= mostGuesses ? hintOfNames(name, names, owner) : `${owner} has ${names.length} others`;
  };
  return [...lattice.nodes.values()].flatMap((node) => [
    ...faultsOfEdges(lattice, node, at, hintOf),
    ...(node.flake === undefined ? faultsOfTemplate(node, at) : faultsOfAdopted(node, at)),
  ]);
}

function faultsOfEdges(
  { nodes, externals, crates }: Lattice,
  node: LatticeNode,
  at: FaultAtPath,
  hintOf: typeof hintOfNames,
): readonly CodedErrorParts[] {
  const { name } = node;
  const section = crates.has(name) ? 'crate' : 'node';
  const faults: CodedErrorParts[] = [];
  for (const other of node.extends) {
    if (other === name) {
      faults.push(
        at([section, name, 'extends'], {
          code: 'NODE_CYCLE',
          message: `the node \`${name}\` extends itself`,
          hint: `take ${JSON.stringify(name)} out of the extends of [${section}.${name}]`,
        }),
      );
    } else if (!nodes.has(other)) {
      const isInput = externals.has(other);
      faults.push(
        at([section, name, 'extends'], {
          code: 'NODE_UNKNOWN',
          message: `the node \`${name}\` extends \`${other}\`, which is ${isInput ? 'an external input and no node' : 'not there'}`,
          hint: isInput
            ? `name it in inputs of [node.${name}]`
            : hintOf(other, [...nodes.keys()], 'the lattice'),
        }),
      );
    }
  }
  for (const input of node.inputs) {
    if (externals.has(input)) continue;
    const isNode = nodes.has(input);
    faults.push(
      at(['node', name, 'inputs'], {
        code: 'INPUT_UNKNOWN',
        message: `the node \`${name}\` takes the input \`${input}\`, which is ${isNode ? 'a node and no external input' : 'not there'}`,
        hint: isNode
          ? `name it in extends of [node.${name}]`
          : hintOf(input, [...externals.keys()], '[inputs]'),
      }),
    );
  }
  return faults;
}

/** What a flake that somebody wrote does not look at. */
function faultsOfAdopted(node: LatticeNode, at: FaultAtPath): readonly CodedErrorParts[] {
  const { name, template, inputs, packages, env, script, source, ejected } = node;
  const given = {
    template: template.kind !== 'built-in' || template.name !== 'config',
    inputs: inputs.length > 0,
    packages: packages.length > 0,
    env: env.size > 0,
    script: script !== undefined,
    source: source !== undefined,
    ejected,
  };
  const misplaced = Object.entries(given).flatMap(([key, isGiven]) => (isGiven ? [key] : []));
  return misplaced.map((key) =>
    at(['node', name, key], {
      code: 'CONFIG_MISPLACED',
      message: `the node \`${name}\` has \`${key}\`, and is a flake of yours, which does not look at it`,
      hint: `leave it out, and say it in ${node.flake}/flake.nix; or leave \`flake\` out, and one is generated`,
    }),
  );
}

/** What the built-in templates need, or would not look at. */
function faultsOfTemplate(node: LatticeNode, at: FaultAtPath): readonly CodedErrorParts[] {
  const { name, template, script, source } = node;
  if (template.kind !== 'built-in') return [];
  const makes = template.name === 'package' || template.name === 'check';
  if (makes && script === undefined) {
    return [
      at(['node', name], {
        code: 'CONFIG_KEY_MISSING',
        message: `the node \`${name}\` has the template \`${template.name}\` and no \`script\``,
        hint: `write script = ${template.name === 'check' ? "'test -e README.md'" : `'echo hello > "$out"'`} below [node.${name}]`,
      }),
    ];
  }
  if (!makes && source !== undefined) {
    return [
      at(['node', name, 'source'], {
        code: 'CONFIG_MISPLACED',
        message: `the node \`${name}\` has a \`source\`, which its template \`${template.name}\` does not look at`,
        hint: 'leave it out, or write template = "package" or "check"',
      }),
    ];
  }
  return [];
}
