// Prints what became of nodes that were built: a table on a terminal, their places alone elsewhere, or JSON.
import { alignColumns, type CommandIo } from '@flake-lattice/command-shell';
import type { Output } from '../output.js';
import type { NodeOutcome, NodeResult } from './node-results.js';

/** A program that reads lines gets those of nodes that are there, as it always did. */
export function printBuild(results: readonly NodeResult[], output: Output, { terminal }: CommandIo): void {
  const there = results.filter(({ outcome }) => outcome !== 'failed' && outcome !== 'skipped');
  if (terminal?.out) output.line(tableOf(results, output).trimEnd());
  else if (there.length > 0)
    output.line(alignColumns(there.map(({ node, output: path }) => [node, path])).trimEnd());
  output.json({ built: results });
}

/** What became of all of them, in a line. */
export function summaryOf(results: readonly NodeResult[], milliseconds: number): string {
  const counts = (Object.keys(outcomes) as NodeOutcome[])
    .map((outcome) => ({ outcome, count: results.filter((each) => each.outcome === outcome).length }))
    .filter(({ count }) => count > 0)
    .map(({ outcome, count }) => `${count} ${outcomes[outcome]}`);
  const nodes = `${results.length} ${results.length === 1 ? 'node' : 'nodes'}`;
  return `${nodes} in ${(milliseconds / 1000).toFixed(1)} s: ${counts.join(', ')}`;
}

const outcomes: Readonly<Record<NodeOutcome, string>> = {
  built: 'built',
  substituted: 'from caches',
  present: 'already there',
  failed: 'failed',
  skipped: 'skipped',
};

/** One line a node: its name, how it came about, how long that took, and where it lies or why it does not. */
function tableOf(results: readonly NodeResult[], { colours }: Output): string {
  const colourOf = {
    built: colours.green,
    present: colours.dim,
    substituted: colours.cyan,
    failed: colours.red,
    skipped: colours.yellow,
  };
  const rows = results.map((result) => [
    result.node,
    wordsOf(result),
    result.seconds === undefined ? '' : `${result.seconds.toFixed(1)} s`,
    placeOf(result),
  ]);
  const [head = '', ...lines] = alignColumns([['NODE', 'OUTCOME', 'TIME', 'PLACE'], ...rows]).split('\n');
  const listed = results
    .map(({ outcome }, index) => `${colourOf[outcome](marks[outcome])} ${lines[index] ?? ''}\n`)
    .join('');
  return `  ${head}\n${listed}`;
}

const marks = { built: '✔', present: '✔', substituted: '✔', failed: '✘', skipped: '-' } as const;

function wordsOf({ outcome, builder, cache }: NodeResult): string {
  if (outcome === 'built') return builder === undefined ? 'built' : `built on ${hostOf(builder)}`;
  if (outcome === 'substituted') return `from ${hostOf(cache ?? 'a cache')}`;
  return { present: 'already there', failed: 'failed', skipped: 'skipped' }[outcome];
}

function placeOf({ outcome, output, reason, because, failed }: NodeResult): string {
  if (outcome === 'skipped') return `${(because ?? []).join(', ')} failed below it`;
  return outcome === 'failed' ? (reason ?? failed ?? '') : output;
}

/** `ssh-ng://me@fast.example?key=value` as `fast.example`. */
function hostOf(address: string): string {
  const host = /^[a-z0-9+-]+:\/\/(?:[^@/?]*@)?([^/?]+)/.exec(address)?.[1];
  return host ?? address.replace(/\?.*/, '');
}
