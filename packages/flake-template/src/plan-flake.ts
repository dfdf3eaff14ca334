// Plans the flake of a configuration: takes what the user chose, gives the plain data that a template sees.
import { CodedError } from '@flake-lattice/errors';

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
}

export interface FlakeInput {
  readonly url: string;
  readonly flake?: boolean;
}

/** @throws CodedError NODE_NAME_INVALID, SYSTEM_INVALID */
export function planFlake(request: FlakeRequest): FlakePlan {
  const { name, inputs, config } = request;
  checkName(name);
  const systems = [...request.systems, ...(request.system === undefined ? [] : [request.system])];
  const system = request.system ?? systems[0];
  for (const each of systems) checkSystem(each);
  if (system === undefined) throw invalidSystem('', 'a flake needs at least one system');
  return {
    name,
    description: request.description ?? `The configuration ${name}`,
    system,
    systems: [...new Set(systems)],
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
