// Takes what Nix said during a run of builds, gives why each derivation was not built, and which machines were of no use.

export interface BuildErrors {
  /** Derivations that failed by themselves, each with the reason. */
  readonly failed: ReadonlyMap<string, string>;
  /** Derivations whose build a builder reported as failed: what is not among them was lost with its builder. */
  readonly failedThere: ReadonlySet<string>;
  /** Whether some derivation was taken by no machine. */
  readonly isHomeless: boolean;
  /** The address of each builder that could not be reached, with the reason. */
  readonly unreachable: ReadonlyMap<string, string>;
  /** The address of each cache whose paths were refused for want of a signature that is trusted. */
  readonly untrusted: ReadonlySet<string>;
}

const noMachine = /local builds are disabled|unable to start any build/i;

/** Of Nix 2.26 and of 2.34, which put it differently. Texts hold no colours. */
export function readBuildErrors(errors: readonly string[], warnings: readonly string[] = []): BuildErrors {
  const failed = new Map<string, string>();
  const failedThere = new Set<string>();
  let isHomeless = false;
  const unreachable = new Map<string, string>();
  const untrusted = new Set<string>();
  for (const text of errors) {
    const [, machine, why] = /^cannot build on '([^']+)': (?:error: )?([\s\S]*)$/.exec(text) ?? [];
    if (machine !== undefined) unreachable.set(machine, why?.trim() ?? '');
    const there = /build of '([^']+\.drv)' on '[^']+' failed/.exec(text)?.[1];
    if (there !== undefined) failedThere.add(there);
    if (machine !== undefined || there !== undefined) continue;
    if (noMachine.test(text)) {
      isHomeless = true;
      continue;
    }
    const derivation = /'([^']+\.drv)'/.exec(text)?.[1];
    if (derivation === undefined || /\d+ dependenc(?:y|ies) (?:failed|of derivation)/.test(text)) continue;
    if (!failed.has(derivation)) failed.set(derivation, reasonOf(text));
  }
  for (const text of warnings) {
    const cache = /ignoring substitute for '[^']+' from '([^']+)', as it's not signed/.exec(text)?.[1];
    if (cache !== undefined) untrusted.add(cache);
  }
  return { failed, failedThere, isHomeless, unreachable, untrusted };
}

/** `builder failed with exit code 7`, in one line. */
function reasonOf(text: string): string {
  const reason =
    /Reason: ([^\n]*?)\.?\n/.exec(`${text}\n`)?.[1] ?? /'[^']+\.drv' (failed [^\n;]*)/.exec(text)?.[1];
  return reason?.replace(/^failed/, 'builder failed') ?? (text.split('\n', 1)[0] as string);
}
