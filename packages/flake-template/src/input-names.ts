// What inputs of flakes that somebody wrote stand for: takes the names that such a flake gives them, tells which nodes and
// external inputs of the lattice they are, and writes paths of inputs in its names.
import type { Follow } from '@flake-lattice/lattice';

/**
 * Of one flake: its inputs that are a node or an external input of the lattice, each with the name of that; or, as
 * `node/input`, the same as that node has.
 */
export type InputNames = ReadonlyMap<string, string>;

/** Of the adopted nodes, by name. In all other flakes an input is called as what it stands for. */
export type AdoptedNames = ReadonlyMap<string, InputNames>;

/** What the flake of a node calls an input; nothing where it has none that stands for it. */
export function inputNameIn(adopted: AdoptedNames, node: string, standsFor: string): string | undefined {
  const names = adopted.get(node);
  if (names === undefined) return standsFor;
  for (const [input, target] of names) if (target === standsFor) return input;
  return undefined;
}

/**
 * The follows as the flakes on their ways call their inputs.
 *
 * @param follows in names of nodes and external inputs; those that lead through an input that is not there are left out
 */
export function renameFollows(follows: readonly Follow[], adopted: AdoptedNames): readonly Follow[] {
  if (adopted.size === 0) return follows;
  return follows.flatMap(({ path, target }) => {
    const [renamedPath, renamedTarget] = [renamePath(path, adopted), renamePath(target, adopted)];
    return renamedPath && renamedTarget ? [{ path: renamedPath, target: renamedTarget }] : [];
  });
}

/** The flake that it starts at is generated, so its first name stays. */
export function renamePath(path: readonly string[], adopted: AdoptedNames): readonly string[] | undefined {
  const renamed: string[] = [];
  for (const [index, name] of path.entries()) {
    const input = index === 0 ? name : inputNameIn(adopted, path[index - 1] as string, name);
    if (input === undefined) return undefined;
    renamed.push(input);
  }
  return renamed;
}
