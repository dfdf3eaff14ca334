// The inputs of a flake as plain data: takes what it declares, gives for each where it leads or what it follows.
import { type DeclaredInput, type DeclaredInputs, readReference } from '@flake-lattice/nix-text';
import type { InputFacts } from './facts.js';

export function inputFactsOf(declared: DeclaredInputs): Readonly<Record<string, InputFacts>> {
  return Object.fromEntries([...declared].map(([name, input]) => [name, factsOf(name, input, false)]));
}

/** @param isOverride of an input's input, which without a reference is what its own flake says */
function factsOf(name: string, input: DeclaredInput, isOverride: boolean): InputFacts {
  const { follows, flake } = input;
  const inner = input.inputs ? [...input.inputs] : [];
  return {
    ...(follows ? { follows } : referenceFacts(name, input, isOverride)),
    ...(flake === false ? { isFiles: true as const } : {}),
    ...(inner.length > 0
      ? { inputs: Object.fromEntries(inner.map(([below, each]) => [below, factsOf(below, each, true)])) }
      : {}),
  };
}

function referenceFacts(
  name: string,
  input: DeclaredInput,
  isOverride: boolean,
): Pick<InputFacts, 'folder' | 'reference' | 'isFixed'> {
  const { url, attributes } = input;
  if (isOverride && url === undefined && attributes === undefined) return {};
  const reference = readReference(name, input);
  if (reference?.relative) {
    const { path, dir } = reference.relative;
    return { folder: dir === '' ? path : `${path}/${dir}` };
  }
  const shown = url ?? (attributes ? attributesText(attributes) : `flake:${name}`);
  const known = reference?.attributes ?? {};
  const isFixed = 'narHash' in known || /^[0-9a-f]{40,64}$/.test(String(known.rev ?? ''));
  return { reference: shown, ...(isFixed ? { isFixed: true } : {}) };
}

function attributesText(attributes: NonNullable<DeclaredInput['attributes']>): string {
  const sorted = [...attributes].sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.map(([name, value]) => `${name}=${value}`).join('&');
}
