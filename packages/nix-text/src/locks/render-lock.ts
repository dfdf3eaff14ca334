// Renders a lock: takes its graph, gives the text of flake.lock, byte for byte as Nix writes it.
import { compareBytes, sortedEntries } from './byte-order.js';
import { isFollows, type Lock, type LockNode, type ReferenceAttributes } from './lock.js';

/** The format that Nix 2.4 and newer write. */
const version = 7;

/**
 * Nix writes no lock at all for a flake without inputs; here it is one without entries.
 *
 * Source: LockFile::toJSON in Nix's libflake, and the printer of nlohmann::json with an indent of 2.
 */
export function renderLock(lock: Lock): string {
  const keys = nameNodes(lock);
  const entries = sortedEntries(new Map([...keys].map(([node, key]) => [key, node])));
  const nodes = entries.map(([key, node]) => `    ${JSON.stringify(key)}: ${renderNode(node, keys)}`);
  return `{\n  "nodes": {\n${nodes.join(',\n')}\n  },\n  "root": "root",\n  "version": ${version}\n}\n`;
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
    for (const [inputName, input] of sortedEntries(node.inputs).toReversed()) {
      if (!isFollows(input)) waiting.push([inputName, input]);
    }
  }
  return keys;
}

function renderNode(node: Lock | LockNode, keys: Keys): string {
  const parts: string[] = [];
  if ('flake' in node && node.flake === false) parts.push('      "flake": false');
  if (node.inputs.size > 0) {
    const inputs = sortedEntries(node.inputs).map(([name, input]) => {
      const value = isFollows(input) ? renderPath(input, '        ') : JSON.stringify(keys.get(input));
      return `        ${JSON.stringify(name)}: ${value}`;
    });
    parts.push(`      "inputs": {\n${inputs.join(',\n')}\n      }`);
  }
  if ('locked' in node) {
    const locked = renderAttributes(node.locked);
    const original = node.original === node.locked ? locked : renderAttributes(node.original);
    parts.push(`      "locked": ${locked}`, `      "original": ${original}`);
    if (node.parent) parts.push(`      "parent": ${renderPath(node.parent, '      ')}`);
  }
  return parts.length === 0 ? '{}' : `{\n${parts.join(',\n')}\n    }`;
}

function renderPath(path: readonly string[], indent: string): string {
  if (path.length === 0) return '[]';
  return `[\n${path.map((name) => `${indent}  ${JSON.stringify(name)}`).join(',\n')}\n${indent}]`;
}

function renderAttributes(attributes: ReferenceAttributes): string {
  const entries = Object.entries(attributes).sort(([one], [other]) => compareBytes(one, other));
  const lines = entries.map(([name, value]) => {
    const text = typeof value === 'bigint' ? String(value) : JSON.stringify(value);
    return `        ${JSON.stringify(name)}: ${text}`;
  });
  return lines.length === 0 ? '{}' : `{\n${lines.join(',\n')}\n      }`;
}
