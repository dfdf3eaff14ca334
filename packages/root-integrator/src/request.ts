// What is asked of a flake, and what a plan answers: plain data on both sides of the pure core.
import type { TextEdit } from './edit/text-edit.js';

export interface InputRequest {
  readonly name: string;
  /** As it is to be written: `path:./generated`, or a URL as the person gave it. */
  readonly url: string;
  /** Whether the flake there has an input `nixpkgs`. */
  readonly takesNixpkgs: boolean;
  /** The inputs of the flake there, which `follows` may name; nothing where they are not known. */
  readonly inputNames?: readonly string[];
}

export interface EditRequest {
  /** The name of the flake's file in errors. */
  readonly file: string;
  readonly inputs: readonly InputRequest[];
  /** The input that the one in `inputs` takes the place of. */
  readonly replaces?: string;
  readonly removes: readonly string[];
  /** Texts of files that the outputs hand all inputs to, by the path that the flake names them with. */
  readonly delegates: ReadonlyMap<string, string>;
}

export interface Plan {
  /** Of the text that the plan was made for; they do not overlap. Empty where nothing is to be done. */
  readonly edits: readonly TextEdit[];
  readonly result: string;
  /** What is done and why, one sentence each. */
  readonly reasons: readonly string[];
  /** What the person should know besides. */
  readonly notes: readonly string[];
}

/** What one step of a plan adds to it. */
export interface Step {
  readonly edits: readonly TextEdit[];
  readonly reasons: readonly string[];
  readonly notes: readonly string[];
}

export const nothingToDo: Step = { edits: [], reasons: [], notes: [] };
