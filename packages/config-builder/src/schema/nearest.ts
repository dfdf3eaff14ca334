// Takes a name that is not known and those that are, gives the one that was probably meant.
import { distance } from 'fastest-levenshtein';

/** At most two edits away, and fewer than half of the name: `rustt` is near `rust`, `env` is near nothing. */
export function nearestName(name: string, known: readonly string[]): string | undefined {
  const plain = normalize(name);
  const near = known
    .map((candidate) => ({ candidate, edits: distance(plain, normalize(candidate)) }))
    .filter(({ edits }) => edits <= 2 && edits * 2 < plain.length)
    .sort((one, other) => one.edits - other.edits);
  return near[0]?.candidate;
}

function normalize(name: string): string {
  return name.toLowerCase().replaceAll('_', '-');
}
