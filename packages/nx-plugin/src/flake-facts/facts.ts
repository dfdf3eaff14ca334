// What the graph needs to know of a text of Nix: plain data that JSON holds, so that it can be kept by the hash of the text.

/** Of a file that is no flake there are no inputs. */
export interface TextFacts {
  /** By name; nothing where only evaluation tells, as of an input with a computed name. */
  readonly inputs?: Readonly<Record<string, InputFacts>>;
  /** Where paths of the text lead, from its folder: `../../docs`, `outputs.nix`, `.` for the folder itself. */
  readonly paths: readonly string[];
  /** Whether it takes its whole repository as a source, or hands it on to a file that may. */
  readonly readsRepository: boolean;
  /** Why it is not Nix. */
  readonly fault?: TextFault;
}

export interface TextFault {
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly mend?: string;
}

/** An input, or the override of an input's input. */
export interface InputFacts {
  /** Where a relative path leads, from the folder of the flake. */
  readonly folder?: string;
  /** The reference as people write it, of all others. */
  readonly reference?: string;
  /** Whether the reference stands for one version for ever. */
  readonly isFixed?: true;
  /** Names from the declaring flake on. */
  readonly follows?: readonly string[];
  /** Files alone, which need no flake.nix. */
  readonly isFiles?: true;
  readonly inputs?: Readonly<Record<string, InputFacts>>;
}
