// Holds the public API of two crates against each other: takes both folders, gives the differences as sentences.
import { isCodedError } from '@flake-lattice/errors';
import { type Api, type ApiEntry, readApi } from './read-api.js';
import { type RunRustdocOptions, runRustdoc } from './run-rustdoc.js';
import { compareText } from './test-run.js';

export interface ApiDifference {
  /** `wider`: a part of a type can be seen that could not; the crate can do all that it could. */
  readonly kind: 'missing' | 'additional' | 'changed' | 'wider';
  readonly path: string;
  /** ``field `Rule::name` is public in the facade`` */
  readonly sentence: string;
}

/**
 * Each folder needs a target folder of its own, as what is built has but the crate's name to be told by. That
 * the facade does not compile is a difference; that the original does not is an error.
 *
 * @throws CodedError CRATE_NOT_COMPILED
 */
export async function compareApi(
  original: RunRustdocOptions,
  facade: RunRustdocOptions,
): Promise<readonly ApiDifference[]> {
  if (original.targetFolder === facade.targetFolder)
    throw new Error('the target folders are one and the same');
  const before = readApi(await runRustdoc(original));
  try {
    return diffApi(before, readApi(await runRustdoc(facade)));
  } catch (fault) {
    if (!isCodedError(fault) || fault.code !== 'CRATE_NOT_COMPILED') throw fault;
    return [{ kind: 'missing', path: '', sentence: `the facade cannot be read: ${fault.message}` }];
  }
}

export function diffApi(original: Api, facade: Api): readonly ApiDifference[] {
  const differences: ApiDifference[] = [];
  const say = (difference: ApiDifference['kind'], { path, kind }: ApiEntry, fact: string) => {
    const name = kind === 'impl' ? `\`${path}\`` : `${kind} \`${path}\``;
    differences.push({ kind: difference, path, sentence: `${name} ${fact}` });
  };
  const owners = { original: pathsOf(original), facade: pathsOf(facade) };
  // What a type or trait has goes and comes with it, and needs no word of its own.
  const isAlone = ({ owner }: ApiEntry, side: keyof typeof owners) =>
    owner === undefined || owners[side].has(owner);
  for (const [key, entry] of original) {
    const other = facade.get(key);
    if (other === undefined && isAlone(entry, 'facade')) say('missing', entry, 'is missing from the facade');
    if (other === undefined || other.signature === entry.signature) continue;
    say('changed', entry, `was \`${entry.signature}\` and is \`${other.signature}\` in the facade`);
  }
  for (const [key, entry] of facade) {
    if (original.has(key) || !isAlone(entry, 'original')) continue;
    if (entry.owner !== undefined && wider.has(entry.kind)) say('wider', entry, 'is public in the facade');
    else say('additional', entry, 'is in the facade alone');
  }
  return differences.sort(
    (one, other) => compareText(one.path, other.path) || compareText(one.sentence, other.sentence),
  );
}

const wider = new Set(['field', 'method', 'associated constant', 'associated type']);

function pathsOf(api: Api): ReadonlySet<string> {
  return new Set([...api.values()].map(({ path }) => path));
}
