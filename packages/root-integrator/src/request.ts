// What is asked of a flake, and what a plan answers: plain data on both sides of the pure core.
import type { TextEdit } from './edit/text-edit.js';

export type InputRequest = UrlRequest | FollowsRequest;

/** An input that comes from a place of its own. */
export interface UrlRequest {
  readonly name: string;
  /** As it is to be written: `path:./generated`, or a URL as the person gave it. */
  readonly url: string;
  /** Whether the flake there has an input `nixpkgs`. */
  readonly takesNixpkgs: boolean;
  /** The inputs of the flake there, which `follows` may name; nothing where they are not known. */
  readonly inputNames?: readonly string[];
}

/** An input that is one of another input's, or another input of the same flake. */
export interface FollowsRequest {
  readonly name: string;
  /** As Nix takes it: names of inputs with `/` between, such as `lattice/config-seed`. */
  readonly follows: string;
  /** The inputs of the flake that it leads to; nothing where they are not known. */
  readonly inputNames?: readonly string[];
}

export function isFollows(input: InputRequest): input is FollowsRequest {
  return 'follows' in input;
}

/** Where an input comes from, for a sentence. */
export function originOf(input: InputRequest): string {
  return isFollows(input) ? input.follows : input.url;
}

export interface EditRequest {
  /** The name of the flake's file in errors. */
  readonly file: string;
  readonly inputs: readonly InputRequest[];
  /** The input that one of `inputs` takes the place of: {@link replacementIn}. */
  readonly replaces?: string;
  readonly removes: readonly string[];
  /** Texts of files that the outputs hand all inputs to, by the path that the flake names them with. */
  readonly delegates: ReadonlyMap<string, string>;
}

/** Which of several takes the place of an old one: that which follows another, else the first. */
export function replacementIn(inputs: readonly InputRequest[]): InputRequest | undefined {
  return inputs.find(isFollows) ?? inputs[0];
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
