// Plans the flake of a configuration: takes what the user chose, gives the plain data that a template sees.
import { CodedError } from '@flake-lattice/errors';
import type { EnvEscapes } from './env-escapes.js';

export interface FlakeRequest {
  readonly name: string;
  readonly description?: string;
  /** In the order that the flake lists them. */
  readonly systems: readonly string[];
  /** The one among them that the flake is made for first of all; the first of them otherwise. */
  readonly system?: string;
  /** The references of nixpkgs and of further inputs by name, as the flake is to write them. */
  readonly inputs: Readonly<Record<string, string>>;
  /** Plain data: integers as `number`, or `bigint` where they are large. */
  readonly config: object;
}

/** The data of a template, under the name `it`. */
export interface FlakePlan {
  readonly name: string;
  readonly description: string;
  /** One of the systems. */
  readonly system: string;
  readonly systems: readonly string[];
  readonly inputs: Readonly<Record<string, FlakeInput>>;
  readonly config: object;
  /** The nodes that it builds upon, each an input of that name, sorted. */
  readonly extends: readonly string[];
  /** The length of the longest chain of nodes below. */
  readonly rank: number;
  /** Attribute paths of nixpkgs, such as `python3Packages.requests`. */
  readonly packages: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** What a shell hook writes in place of control characters of `env`, where it has any that Nix cannot read in one. */
  readonly envEscapes: EnvEscapes | null;
  readonly script: string | null;
  /** The path of a file or folder from that of the flake, such as `../../src`. */
  readonly source: string | null;
  /** The last name of that path. */
  readonly sourceName: string | null;
  /** Paths of what is not part of the source though it lies within: the output folder, and the lock of the root flake. */
  readonly sourceLeavesOut: readonly string[] | null;
  /** Where a flake that it builds upon is not generated whole: how to come to that, and to those it alone leads to. */
  readonly ways: readonly Way[] | null;
}

/** A node below, with the names of inputs and attributes that lead to its flake from the inputs of this one. */
export interface Way {
  readonly name: string;
  readonly rank: number;
  readonly path: readonly string[];
}

/** An input, or what an input's input is to be. */
export interface FlakeInput {
  readonly url?: string;
  readonly flake?: boolean;
  readonly follows?: string;
  readonly inputs?: Readonly<Record<string, FlakeInput>>;
}

/** What a flake has that builds upon nothing and holds a configuration alone. */
const noNode = {
  extends: [],
  rank: 0,
  packages: [],
  env: {},
  envEscapes: null,
  script: null,
  source: null,
  sourceName: null,
  sourceLeavesOut: null,
  ways: null,
} as const;

/** @throws CodedError NODE_NAME_INVALID, SYSTEM_INVALID */
export function planFlake(request: FlakeRequest): FlakePlan {
  const { name, inputs, config } = request;
  checkName(name);
  return {
    ...noNode,
    name,
    description: request.description ?? `The configuration ${name}`,
    ...planSystems(request),
    inputs: Object.fromEntries(Object.entries(inputs).map(([input, url]) => [input, { url }])),
    config,
  };
}

/** A name is a folder, an attribute and part of a store path at once. */
function checkName(name: string): void {
  if (/^[a-zA-Z_][a-zA-Z0-9_-]{0,127}$/.test(name)) return;
  throw new CodedError({
    code: 'NODE_NAME_INVALID',
    message: `\`${name}\` cannot be the name of a flake`,
    hint: 'give one with --name: letters, digits, `-` and `_`, beginning with a letter or `_`, 128 at most',
  });
}

/** @throws CodedError SYSTEM_INVALID */
export function planSystems(
  request: Pick<FlakeRequest, 'system' | 'systems'>,
): Pick<FlakePlan, 'system' | 'systems'> {
  const systems = [...request.systems, ...(request.system === undefined ? [] : [request.system])];
  const system = request.system ?? systems[0];
  for (const each of systems) checkSystem(each);
  if (system === undefined) throw invalidSystem('', 'a flake needs at least one system');
  return { system, systems: [...new Set(systems)] };
}

function checkSystem(system: string): void {
  if (/^[a-z0-9_]+-[a-z0-9_]+$/.test(system)) return;
  throw invalidSystem(system, `\`${system}\` is not a system`);
}

function invalidSystem(system: string, message: string): CodedError {
  return new CodedError({
    code: 'SYSTEM_INVALID',
    message,
    hint: `--system x86_64-linux${system.includes(',') ? '   (give the option once for each)' : ''}`,
  });
}
