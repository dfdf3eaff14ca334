// Takes the document of a lattice whose sections have been checked, gives the records of its builders, caches and keys.
import {
  type Document,
  placeOf,
  sortedByName,
  tableAt,
  textAt,
  textsAt,
  valueAt,
} from './document-values.js';
import type { Distribution, LatticeBuilder, LatticeCache, LatticeKey } from './lattice-record.js';

export function distributionOf(document: Document): Distribution {
  const section = <Entry extends { readonly name: string }>(
    name: string,
    recordOf: (name: string, table: Document) => Entry,
  ) => {
    const entries = [...tableAt(document, ['distribute', name]).entries];
    return sortedByName(entries.map(([each, table]) => recordOf(each, table as Document)));
  };
  return {
    builders: section('builders', builderOf),
    caches: section('caches', cacheOf),
    keys: section('keys', keyOf),
  };
}

function builderOf(name: string, table: Document): LatticeBuilder {
  const number = (key: string) => Number((valueAt(table, [key]) as bigint | undefined) ?? 1n);
  const texts = (key: string) => textsAt(table, [key]) ?? [];
  const [sshKeyFile, hostKey] = [textAt(table, ['ssh-key-file']), textAt(table, ['host-key'])];
  return {
    name,
    place: placeOf(table.mark, ''),
    url: textAt(table, ['url']) ?? '',
    systems: texts('systems'),
    ...(sshKeyFile === undefined ? {} : { sshKeyFile }),
    jobs: number('jobs'),
    speed: number('speed'),
    features: texts('features'),
    mandatoryFeatures: texts('mandatory-features'),
    ...(hostKey === undefined ? {} : { hostKey }),
  };
}

function cacheOf(name: string, table: Document): LatticeCache {
  return {
    name,
    place: placeOf(table.mark, ''),
    url: textAt(table, ['url']) ?? '',
    keys: textsAt(table, ['keys']) ?? [],
  };
}

function keyOf(name: string, table: Document): LatticeKey {
  const [secretFile, secretVariable] = [textAt(table, ['secret-file']), textAt(table, ['secret-variable'])];
  return {
    name,
    place: placeOf(table.mark, ''),
    public: textAt(table, ['public']) ?? '',
    ...(secretFile === undefined ? {} : { secretFile }),
    ...(secretVariable === undefined ? {} : { secretVariable }),
  };
}
