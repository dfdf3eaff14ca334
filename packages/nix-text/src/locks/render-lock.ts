// Renders a lock: takes its graph, gives the text of flake.lock, byte for byte as Nix writes it.
import { sortByBytes, sortedNames } from './byte-order.js';
import { isFollows, type Lock, type LockInput, type LockNode, type ReferenceAttributes } from './lock.js';

/** The format that Nix 2.4 and newer write. */
const version = 7;

/**
 * Nix writes no lock at all for a flake without inputs; here it is one without entries.
 *
 * Source: LockFile::toJSON in Nix's libflake, and the printer of nlohmann::json with an indent of 2.
 */
export function renderLock(lock: Lock): string {
  const keys = nameNodes(lock);
  const nodes = new Map<string, Lock | LockNode>();
  for (const [node, key] of keys) nodes.set(key, node);
  let text = '';
  for (const key of sortedNames(nodes)) {
    const node = nodes.get(key) as Lock | LockNode;
    text += `${text === '' ? '' : ',\n'}    ${quote(key)}: ${renderNode(node, keys)}`;
  }
  return `{\n  "nodes": {\n${text}\n  },\n  "root": "root",\n  "version": ${version}\n}\n`;
}

type Keys = ReadonlyMap<Lock | LockNode, string>;

/**
 * A node is called by the name of the input that leads to it first, depth first and inputs by name; where that is
 * taken, with the first free number from 2 on.
 */
function nameNodes(lock: Lock): Keys {
  const keys = new Map<Lock | LockNode, string>();
  const taken = new Set<string>();
  const nextNumber = new Map<string, number>();
  const freeName = (name: string): string => {
    if (!taken.has(name)) return name;
    let number = nextNumber.get(name) ?? 2;
    while (taken.has(`${name}_${number}`)) number += 1;
    nextNumber.set(name, number + 1);
    return `${name}_${number}`;
  };
  const waiting: (readonly [string, Lock | LockNode])[] = [['root', lock]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [name, node] = next;
    if (keys.has(node)) continue;
    const key = freeName(name);
    taken.add(key);
    keys.set(node, key);
    for (const inputName of sortedNames(node.inputs).toReversed()) {
      const input = node.inputs.get(inputName) as LockInput;
      if (!isFollows(input)) waiting.push([inputName, input]);
    }
  }
  return keys;
}

/** The text grows in place: lists of its parts are what took the time of a lock over thousands of flakes. */
function renderNode(node: Lock | LockNode, keys: Keys): string {
  let text = '';
  const add = (name: string, value: string) => {
    text += `${text === '' ? '{' : ','}\n      "${name}": ${value}`;
  };
  if ('flake' in node && node.flake === false) add('flake', 'false');
  if (node.inputs.size > 0) add('inputs', renderInputs(node.inputs, keys));
  if ('locked' in node) {
    const locked = renderAttributes(node.locked);
    add('locked', locked);
    add('original', node.original === node.locked ? locked : renderAttributes(node.original));
    if (node.parent) add('parent', renderPath(node.parent, '\n        ', '\n      ]'));
  }
  return text === '' ? '{}' : `${text}\n    }`;
}

function renderInputs(inputs: LockNode['inputs'], keys: Keys): string {
  let text = '';
  for (const name of sortedNames(inputs)) {
    const input = inputs.get(name) as LockInput;
    text += text === '' ? '{\n        ' : ',\n        ';
    text += quote(name);
    text += isFollows(input)
      ? `: ${renderPath(input, '\n          ', '\n        ]')}`
      : `: ${quote(keys.get(input) as string)}`;
  }
  return `${text}\n      }`;
}

/** @param line what begins the line of each name, and @param end what ends the list */
function renderPath(path: readonly string[], line: string, end: string): string {
  if (path.length === 0) return '[]';
  let text = '';
  for (const name of path) {
    text += text === '' ? `[${line}` : `,${line}`;
    text += quote(name);
  }
  return text + end;
}

function renderAttributes(attributes: ReferenceAttributes): string {
  let text = '';
  for (const name of sortByBytes(Object.keys(attributes))) {
    const value = attributes[name];
    const shown = typeof value === 'bigint' ? String(value) : JSON.stringify(value);
    text += `${text === '' ? '{' : ','}\n        ${quote(name)}: ${shown}`;
  }
  return text === '' ? '{}' : `${text}\n      }`;
}

const quoted = new Map<string, string>();

/** The same few thousand names stand everywhere in a lock. */
function quote(name: string): string {
  const known = quoted.get(name);
  if (known !== undefined) return known;
  const text = JSON.stringify(name);
  quoted.set(name, text);
  return text;
}
