// Reads a lock: takes the text of a flake.lock, gives its graph.
import { CodedError } from '@flake-lattice/errors';
import { findPlace } from '../tokenizer/place-in-text.js';
import {
  isFollows,
  type Lock,
  type LockInput,
  type LockNode,
  type ReferenceAttributes,
  type ReferenceValue,
} from './lock.js';

/**
 * What git leaves where two branches changed a file is not read here: see `readLockSides`.
 *
 * @param file what the errors name as the place
 * @throws CodedError LOCK_SYNTAX where Nix would not read it either
 */
export function readLock(text: string, file: string): Lock {
  const fail = (fact: string, offset?: number): never => {
    throw new CodedError({
      code: 'LOCK_SYNTAX',
      message: `\`${file}\` is no lock that Nix can read: ${fact}`,
      hint: `git checkout HEAD -- ${file}   (or delete it, and \`nix flake lock\` makes a new one)`,
      place: { file, ...(offset === undefined ? {} : findPlace(text, offset)) },
    });
  };
  const mark = /^(?:<{7}|={7}|>{7}|\|{7})(?= |$)/m.exec(text);
  if (mark) fail(`it holds \`${mark[0]}\`, the mark of a merge that is not resolved`, mark.index);
  return readNodes(parseJson(text, fail), fail);
}

type Fail = (fact: string, offset?: number) => never;

const bigMark = '\u0000integer';

/** JSON whose integers stay exact. */
function parseJson(text: string, fail: Fail): unknown {
  const exact = /\d{16}/.test(text)
    ? text.replace(/"(?:[^"\\]|\\.)*"|-?\d{16,}(?![\d.eE])/g, (token) =>
        token.startsWith('"') ? token : `{"${bigMark.replace('\u0000', '\\u0000')}":"${token}"}`,
      )
    : text;
  try {
    return JSON.parse(exact);
  } catch (cause) {
    // V8 tells the offset in its message alone, and not of every fault.
    const told = cause instanceof Error ? / at position (\d+)/.exec(cause.message)?.[1] : undefined;
    const offset = told === undefined || exact !== text ? undefined : Number(told);
    return fail('it is not JSON', offset ?? text.length);
  }
}

function readNodes(document: unknown, fail: Fail): Lock {
  if (!isTable(document)) return fail('it is no JSON object');
  const { version, root, nodes } = document;
  if (typeof version !== 'number' || version < 5 || version > 7) {
    return fail(`its version is \`${String(version)}\`, and 5, 6 and 7 are known`);
  }
  if (typeof root !== 'string' || !isTable(nodes)) return fail('`root` or `nodes` is missing');
  const made = new Map<string, GrowingNode>();
  const waiting: string[] = [];
  const nodeOf = (key: string, from: string): LockNode => {
    const known = made.get(key);
    if (key === root) return fail(`the input \`${from}\` leads back to the flake itself`);
    if (known) return known;
    if (!Object.hasOwn(nodes, key)) return fail(`the node \`${key}\` is missing`);
    const node = readNode(nodes[key], key, fail);
    made.set(key, node);
    waiting.push(key);
    return node;
  };
  const fill = (key: string, node: Pick<GrowingNode, 'inputs'>) => {
    const { inputs = {} } = nodes[key] as { inputs?: unknown };
    if (!isTable(inputs)) return fail(`the inputs of \`${key}\` are no object`);
    for (const [name, input] of Object.entries(inputs)) {
      if (typeof input === 'string') node.inputs.set(name, nodeOf(input, name));
      else if (isPath(input)) node.inputs.set(name, input);
      else fail(`the input \`${name}\` of \`${key}\` is neither a node nor a path`);
    }
  };
  if (!Object.hasOwn(nodes, root) || !isTable(nodes[root])) return fail(`the node \`${root}\` is missing`);
  const lock = { inputs: new Map<string, LockInput>() };
  fill(root, lock);
  for (const key of waiting) fill(key, made.get(key) as GrowingNode);
  refuseCycles(made, fail);
  return lock;
}

interface GrowingNode extends LockNode {
  readonly inputs: Map<string, LockInput>;
}

function readNode(value: unknown, key: string, fail: Fail): GrowingNode {
  if (!isTable(value)) return fail(`the node \`${key}\` is no object`);
  const { locked, original, info, flake, parent } = value;
  if (parent !== undefined && !isPath(parent)) return fail(`the parent of \`${key}\` is no list of names`);
  if (flake !== undefined && typeof flake !== 'boolean') return fail(`\`flake\` of \`${key}\` is no boolean`);
  return {
    // Locks of version 5 hold part of what was found in `info`.
    locked: {
      ...readAttributes(locked, key, fail),
      ...(info === undefined ? {} : readAttributes(info, key, fail)),
    },
    original: readAttributes(original, key, fail),
    ...(flake === false ? { flake: false as const } : {}),
    ...(parent === undefined ? {} : { parent }),
    inputs: new Map(),
  };
}

function readAttributes(value: unknown, key: string, fail: Fail): ReferenceAttributes {
  if (!isTable(value)) return fail(`\`locked\` or \`original\` of \`${key}\` is missing`);
  const attributes: [string, ReferenceValue][] = Object.entries(value).map(([name, each]) => {
    if (typeof each === 'string' || typeof each === 'boolean' || Number.isInteger(each)) {
      return [name, each as string | boolean | number];
    }
    const digits = isTable(each) ? each[bigMark] : undefined;
    if (typeof digits !== 'string') return fail(`\`${name}\` of \`${key}\` is no string, integer or boolean`);
    return [name, Number.isSafeInteger(Number(digits)) ? Number(digits) : BigInt(digits)];
  });
  return Object.fromEntries(attributes);
}

/** A node that is its own input, however far below, is none that Nix writes, and it would never end reading it. */
function refuseCycles(nodes: ReadonlyMap<string, LockNode>, fail: Fail): void {
  const below = ({ inputs }: LockNode) =>
    [...inputs.values()].filter((input): input is LockNode => !isFollows(input));
  const users = new Map([...nodes.values()].map((node) => [node, 0]));
  for (const node of nodes.values()) {
    for (const lower of below(node)) users.set(lower, (users.get(lower) ?? 0) + 1);
  }
  const free = [...users].filter(([, count]) => count === 0).map(([node]) => node);
  for (const node of free) {
    users.delete(node);
    for (const lower of below(node)) {
      const left = (users.get(lower) ?? 0) - 1;
      users.set(lower, left);
      if (left === 0) free.push(lower);
    }
  }
  for (const [key, node] of nodes) if (users.has(node)) fail(`the node \`${key}\` is on a circle of inputs`);
}

function isTable(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPath(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((name) => typeof name === 'string');
}
