// Takes the recording, the stand-in's names and the answer of a nixpkgs, gives a sentence for each difference, sorted.
import { isDeepStrictEqual } from 'node:util';
import type { Answer, Recording } from './recording.js';

export function findDifferences(
  recorded: Recording,
  names: Answer['names'],
  real: Answer,
): readonly string[] {
  return [
    ...Object.keys(recorded.signatures).flatMap((name) => compareSignature(name, recorded, real)),
    ...Object.keys(recorded.behaviours).flatMap((name) => compareBehaviour(name, recorded, real)),
    ...Object.keys(names).flatMap((part) => compareNames(part, names[part] ?? [], real.names[part] ?? [])),
  ].sort();
}

function compareSignature(name: string, recorded: Recording, real: Answer): readonly string[] {
  const [ours, theirs] = [recorded.signatures[name] ?? {}, real.signatures[name]];
  if (!theirs) return [`${name}: nixpkgs does not have it`];
  const all = [...new Set([...Object.keys(ours), ...Object.keys(theirs)])];
  const differences = all.flatMap((argument) => {
    if (!(argument in theirs)) return [`${name}: nixpkgs does not take \`${argument}\`, which is recorded`];
    if (!(argument in ours)) return [`${name}: nixpkgs takes \`${argument}\`, which is not recorded`];
    if (ours[argument] === theirs[argument]) return [];
    return [
      `${name}: \`${argument}\` ${theirs[argument] ? 'has a default' : 'is required'} in nixpkgs, and is recorded otherwise`,
    ];
  });
  const isOpen = real.open.includes(name);
  if (isOpen === recorded.open.includes(name)) return differences;
  const does = isOpen ? 'takes' : 'refuses';
  return [
    ...differences,
    `${name}: nixpkgs ${does} an argument that it does not know, and is recorded otherwise`,
  ];
}

function compareBehaviour(name: string, recorded: Recording, real: Answer): readonly string[] {
  const [ours, theirs] = [recorded.behaviours[name], real.behaviours[name]];
  if (isDeepStrictEqual(ours, theirs)) return [];
  return [`${name}: nixpkgs gives ${JSON.stringify(theirs)}, and ${JSON.stringify(ours)} is recorded`];
}

/** The stand-in may lack what nixpkgs has, and not the other way round. */
function compareNames(part: string, ours: readonly string[], theirs: readonly string[]): readonly string[] {
  const known = new Set(theirs);
  return ours.filter((name) => !known.has(name)).map((name) => `${part}.${name}: nixpkgs does not have it`);
}
