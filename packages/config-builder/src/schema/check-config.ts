// Holds a configuration against the known sections: takes it, gives its faults and its probable slips.
import type { CodedErrorParts } from '@flake-lattice/errors';
import { type Origin, showOrigin } from '../origin.js';
import type { MarkedTable } from '../toml/marked-table.js';
import { writeKeyPath } from '../toml/write-literal.js';
import { faultsOfTable } from './check-table.js';
import { knownSections } from './known-sections.js';
import { nearestName } from './nearest.js';

const sectionNames = knownSections.map(({ name }) => name);

/**
 * All faults of the known sections, in the order of the configuration. What else there is belongs to the user.
 *
 * @param below the path of the configuration in its file
 */
export function faultsOfConfig(
  config: MarkedTable<Origin>,
  below: readonly string[] = [],
): readonly CodedErrorParts[] {
  return [...config.entries].flatMap(([name, node]) => {
    const known = knownSections.find((section) => section.name === name);
    return known ? faultsOfTable(known, node, [...below, name]) : [];
  });
}

/** A sentence for each table of the user's own whose name is nearly that of a known section. */
export function warningsOfConfig(config: MarkedTable<Origin>): readonly string[] {
  return [...config.entries].flatMap(([name, { mark }]) => {
    if (sectionNames.includes(name)) return [];
    const near = nearestName(name, sectionNames);
    if (near === undefined) return [];
    return [
      `\`${writeKeyPath([name])}\` in ${showOrigin(mark)} is taken as it is; did you mean \`${near}\`?`,
    ];
  });
}
