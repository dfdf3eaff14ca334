// Takes a name that is not known and those that are, gives the one that was probably meant.
import { distance } from 'fastest-levenshtein';

/**
 * At most two edits away, and fewer than half of the name: `rustt` and `rsut` are near `rust`, `env` is near nothing. Two
 * letters that changed places are one edit.
 */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const plain = normalize(name);
  const near = known
    .map((candidate) => ({ candidate, edits: editsBetween(plain, normalize(candidate)) }))
    .filter(({ edits }) => edits <= 2 && edits * 2 < plain.length)
    .sort(
      (one, other) =>
        one.edits - other.edits || distance(name, one.candidate) - distance(name, other.candidate),
    );
  return near[0]?.candidate;
}

function editsBetween(one: string, other: string): number {
  const edits = distance(one, other);
  if (edits !== 2 || one.length !== other.length) return edits;
  const at = [...one].findIndex((letter, index) => letter !== other[index]);
  const isSwapped =
    one[at] === other[at + 1] && one[at + 1] === other[at] && one.slice(at + 2) === other.slice(at + 2);
  return isSwapped ? 1 : 2;
}

function normalize(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}

/** The nearest name, and a few of those that there are. */
export function hintOfNames(name: string, names: readonly string[], owner = 'it'): string {
  const near = nearestName(name, names);
  const some = names.slice(0, 20).join(', ') + (names.length > 20 ? ` and ${names.length - 20} more` : '');
  const all = names.length === 0 ? `${owner} has none` : `${owner} has ${some}`;
  return near === undefined ? all : `did you mean \`${near}\`? ${all}`;
}
