// Follows a run of Nix: takes its events one by one, gives what was built where, what came from a cache, and what was said.
import type { NixEvent } from './nix-events.js';

/** The work of one derivation. */
export interface Work {
  readonly derivation: string;
  /** The address of the builder that had it last, empty for this machine. */
  readonly machine: string;
  /** The last lines that it printed. */
  readonly log: readonly string[];
  /** Milliseconds from its start to its end; absent where Nix did not tell of the end when it came. */
  readonly time?: number;
}

export interface BuildRecord {
  readonly works: ReadonlyMap<string, Work>;
  /** Store paths that came from a cache, each with the address of it. */
  readonly substituted: ReadonlyMap<string, string>;
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  /** What other programs printed, such as ssh. */
  readonly asides: readonly string[];
}

/** How many lines of each log are kept; Nix keeps the whole. */
const keptLines = 40;

interface OpenWork {
  readonly derivation: string;
  machine: string;
  log: string[];
  readonly begun: number;
  ended?: number;
}

/**
 * @param now in milliseconds, of any clock that only goes forward
 * @param timely whether Nix tells of the end of a build when it comes
 */
export function recordBuild(
  now: () => number,
  timely: boolean,
): {
  readonly take: (event: NixEvent) => void;
  readonly aside: (line: string) => void;
  readonly record: () => BuildRecord;
} {
  const works = new Map<string, OpenWork>();
  const running = new Map<number, OpenWork>();
  const substituted = new Map<string, string>();
  const errors: string[] = [];
  const warnings: string[] = [];
  const asides: string[] = [];

  /** A builder tells of the same derivation once more, as a build of its own. */
  function begin({ id, derivation, machine }: NixEvent & { readonly kind: 'build' }): void {
    const work = works.get(derivation) ?? { derivation, machine, log: [], begun: now() };
    if (machine !== '') work.machine = machine;
    works.set(derivation, work);
    running.set(id, work);
  }

  return {
    take: (event) => {
      if (event.kind === 'build') begin(event);
      else if (event.kind === 'substitute') substituted.set(event.path, event.from);
      else if (event.kind === 'log') {
        const log = running.get(event.id)?.log;
        log?.push(event.line);
        if (log && log.length > keptLines) log.shift();
      } else if (event.kind === 'stop') {
        const work = running.get(event.id);
        if (work && timely) work.ended = now();
        running.delete(event.id);
      } else if (event.kind === 'message' && event.level === 0) errors.push(event.text);
      else if (event.kind === 'message' && event.level === 1) warnings.push(event.text);
    },
    aside: (line) => void asides.push(line),
    record: () => ({
      works: new Map([...works].map(([derivation, work]) => [derivation, closed(work)])),
      substituted,
      errors,
      warnings,
      asides,
    }),
  };
}

function closed({ derivation, machine, log, begun, ended }: OpenWork): Work {
  return { derivation, machine, log, ...(ended === undefined ? {} : { time: ended - begun }) };
}
