// Reads what cargo prints with `--message-format=json`: the programs that it built, and what rustc said.

export interface BuiltProgram {
  /** `lib`, `bins/NAME` or `tests/NAME`. */
  readonly target: string;
  /** Absolute. */
  readonly executable: string;
}

export interface Span {
  /** As rustc was given it: from the root of the workspace, or absolute. */
  readonly file_name: string;
  /** Positions in bytes. */
  readonly byte_start: number;
  readonly byte_end: number;
  readonly line_start: number;
  readonly is_primary: boolean;
  readonly expansion: {
    readonly span: Span;
    readonly macro_decl_name: string;
    readonly def_site_span?: Span | null;
  } | null;
}

export interface Diagnostic {
  readonly level: string;
  readonly message: string;
  readonly code: { readonly code: string } | null;
  readonly spans: readonly Span[];
  readonly children: readonly Omit<Diagnostic, 'children'>[];
  /** As rustc shows it to a reader. */
  readonly rendered: string | null;
}

export interface RustcMessage {
  /** Path of the Cargo.toml of the package that was compiled. */
  readonly manifest_path: string;
  readonly target: { readonly kind: readonly string[]; readonly name: string; readonly src_path: string };
  readonly message: Diagnostic;
}

interface ArtifactMessage {
  readonly target: { readonly kind: readonly string[]; readonly name: string };
  readonly profile: { readonly test: boolean };
  readonly executable: string | null;
}

export interface CargoMessages {
  readonly programs: readonly BuiltProgram[];
  readonly messages: readonly RustcMessage[];
}

export function parseCargoMessages(text: string): CargoMessages {
  const programs: BuiltProgram[] = [];
  const messages: RustcMessage[] = [];
  for (const line of text.split('\n')) {
    if (!line.startsWith('{"reason":')) continue;
    const { reason, ...rest } = JSON.parse(line) as { readonly reason: string };
    if (reason === 'compiler-message') messages.push(rest as unknown as RustcMessage);
    if (reason !== 'compiler-artifact') continue;
    const { target, profile, executable } = rest as unknown as ArtifactMessage;
    if (profile.test && executable !== null) programs.push({ target: targetLabel(target), executable });
  }
  return { programs, messages };
}

export function errorsOf(messages: readonly RustcMessage[]): readonly RustcMessage[] {
  return messages.filter(({ message }) => message.level.startsWith('error') && !isSummary(message));
}

/** `aborting due to 2 previous errors` and the like have neither place nor code. */
function isSummary({ spans, code, message }: Diagnostic): boolean {
  return spans.length === 0 && code === null && /^(aborting due to|could not compile)/.test(message);
}

const folders = { test: 'tests', bin: 'bins', example: 'examples', bench: 'benches' } as const;

export function targetLabel({ kind: [kind = 'lib'], name }: ArtifactMessage['target']): string {
  const folder = folders[kind as keyof typeof folders];
  return folder === undefined ? 'lib' : `${folder}/${name}`;
}
