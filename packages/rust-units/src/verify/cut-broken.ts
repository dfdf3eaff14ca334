// Cuts the test code that does not compile, round by round, until the test programs of the crate compile.
import { readFile, writeFile } from 'node:fs/promises';
import { isAbsolute, join, relative } from 'node:path';
import { CodedError } from '@flake-lattice/errors';
import { type Diagnostic, type RustcMessage, type Span, targetLabel } from '../cargo/messages.js';
import { loadRustParser, type RustParser } from '../syntax/rust-parser.js';
import { buildTestPrograms, firstLine, type TestPrograms } from './build-test-programs.js';
import { countTests, findTestMacros } from './count-tests.js';
import type { Cut } from './cut.js';
import { namesOne } from './cut-doctests.js';
import { callCargo } from './cut-surroundings.js';
import { locateCut, type Piece } from './locate-cut.js';
import type { SourceFile } from './source-files.js';
import { type CargoSurroundings, featureArguments } from './test-run.js';

export interface CutBrokenOptions extends CargoSurroundings {
  readonly files: readonly SourceFile[];
  /** Names, as code has them, of crates that cannot be had. */
  readonly missing: ReadonlySet<string>;
}

export interface CutBroken extends TestPrograms {
  readonly cuts: readonly Cut[];
  /** Targets that do not compile and hold nothing that could be cut: `lib`, `tests/NAME`. */
  readonly targets: readonly string[];
  /** What cargo said where no message of rustc's tells of a fault in the crate: of a dependency, for one. */
  readonly failure: string | undefined;
}

/** Changes files in `folder`. @throws CodedError CRATE_NOT_COMPILED where the crate does not compile without tests either */
export async function cutBroken(folder: string, options: CutBrokenOptions): Promise<CutBroken> {
  const parse = await loadRustParser();
  const texts = await Promise.all(options.files.map(({ path }) => readFile(path, 'utf8')));
  const macros = findTestMacros(texts.map(parse));
  const cuts: Cut[] = [];
  for (;;) {
    const built = await buildTestPrograms(folder, options);
    const own = built.errors.filter(({ manifest_path }) => manifest_path === join(folder, 'Cargo.toml'));
    const whole = { ...built, cuts, targets: [], failure: undefined };
    if (built.faults.length === 0) return whole;
    if (own.length === 0) return { ...whole, failure: built.faults.join('\n') };
    const pieces = await locateAll(folder, own, parse, options);
    if (pieces.size === 0) {
      await proveWithoutTests(folder, options);
      return { ...whole, targets: [...new Set(own.map(({ target }) => targetLabel(target)))].sort() };
    }
    for (const [path, located] of pieces) {
      const text = await readFile(path, 'utf8');
      const removed = outermost(located);
      for (const { start, end, message } of removed) {
        const piece = text.slice(start, end);
        const isNamed =
          namesOne(piece, options.missing) ||
          [...options.missing].some((name) => message.includes(`\`${name}\``));
        cuts.push({
          file: relative(folder, path),
          item: headOf(piece),
          reason: isNamed
            ? 'it names a crate that cannot be had'
            : `without what was cut it does not compile: ${message}`,
          tests: countTests(piece, macros),
        });
      }
      await writeFile(path, without(text, removed));
    }
  }
}

interface Located extends Piece {
  readonly message: string;
}

async function locateAll(
  folder: string,
  messages: readonly RustcMessage[],
  parse: RustParser,
  { files }: CutBrokenOptions,
): Promise<ReadonlyMap<string, readonly Located[]>> {
  const pieces = new Map<string, Located[]>();
  for (const { message } of messages) {
    for (const span of spansOf(message)) {
      const path = isAbsolute(span.file_name) ? span.file_name : join(folder, span.file_name);
      if (relative(folder, path).startsWith('..')) continue;
      const text = await readFile(path, 'utf8').catch(() => undefined);
      if (text === undefined) continue;
      const isTest =
        files.find((file) => file.path === path)?.isTest ?? /^tests\//.test(relative(folder, path));
      const piece = locateCut(parse(text), placeOf(text, span), isTest);
      if (piece === undefined) continue;
      pieces.set(path, [
        ...(pieces.get(path) ?? []),
        { start: piece.start, end: piece.end, message: message.message },
      ]);
      break;
    }
  }
  return pieces;
}

/** Where macros are in play, the call comes before the rule; what is not the fault itself comes last. */
function spansOf({ spans }: Diagnostic): readonly Span[] {
  const chain = (span: Span): readonly Span[] =>
    span.expansion ? [...chain(span.expansion.span), span] : [span];
  const primary = spans.filter(({ is_primary }) => is_primary);
  return [...primary, ...spans.filter(({ is_primary }) => !is_primary)].flatMap(chain);
}

/** rustc counts bytes. */
function placeOf(text: string, { byte_start, byte_end }: Span): Piece {
  const bytes = Buffer.from(text);
  const start = bytes.subarray(0, byte_start).toString().length;
  return { start, end: start + bytes.subarray(byte_start, byte_end).toString().length };
}

function outermost(pieces: readonly Located[]): readonly Located[] {
  const sorted = pieces.toSorted((one, other) => one.start - other.start || other.end - one.end);
  let end = -1;
  return sorted.filter((piece) => {
    if (piece.start < end) return false;
    end = piece.end;
    return true;
  });
}

/** Line breaks stay, so that what follows keeps its lines. */
function without(text: string, pieces: readonly Piece[]): string {
  let result = '';
  let at = 0;
  for (const { start, end } of pieces) {
    result += text.slice(at, start) + text.slice(start, end).replace(/[^\n]+/g, '');
    at = end;
  }
  return result + text.slice(at);
}

/** The first line that is neither attribute nor comment. */
export function headOf(piece: string): string {
  const lines = piece.split('\n').map((line) => line.replace(/^\s*(#!?\[[^\]]*\]\s*)+/, '').trim());
  const head = lines.find((line) => line !== '' && !line.startsWith('//')) ?? piece.trim();
  const short = head.replace(/\s*\{.*$/, '').trim() || head;
  return short.length > 80 ? `${short.slice(0, 79)}…` : short;
}

async function proveWithoutTests(folder: string, surroundings: CargoSurroundings): Promise<void> {
  const args = featureArguments(surroundings.features);
  const { stderr, exitCode } = await callCargo(folder, ['check', '--lib', ...args], surroundings);
  if (exitCode === 0) return;
  throw new CodedError({
    code: 'CRATE_NOT_COMPILED',
    message: `the crate does not compile: ${firstLine(stderr)}`,
    hint: 'cargo check --lib   (in the folder of the crate)',
    detail: stderr.trim().split('\n').slice(0, 20).join('\n'),
  });
}
