// A lock as data: the graph of inputs that a flake.lock holds, with what each input was at last.

/** What a reference says as attributes: `{ type: 'path', path: './x' }`. */
export type ReferenceAttributes = Readonly<Record<string, ReferenceValue>>;

/** An integer that a JavaScript number does not hold exactly is a bigint. */
export type ReferenceValue = string | number | bigint | boolean;

/** A list is the path, from the root of the lock, of the input that this one is to be. */
export type LockInput = LockNode | readonly string[];

export interface LockNode {
  /** What was found. */
  readonly locked: ReferenceAttributes;
  /** What was asked for. */
  readonly original: ReferenceAttributes;
  /** Given where the input is files alone. */
  readonly flake?: false;
  /** Given where the reference is a relative path: the input path of the flake that declares it. */
  readonly parent?: readonly string[];
  readonly inputs: ReadonlyMap<string, LockInput>;
}

/** One object that several inputs lead to is one entry of the file. */
export interface Lock {
  readonly inputs: ReadonlyMap<string, LockInput>;
}

export function isFollows(input: LockInput): input is readonly string[] {
  return Array.isArray(input);
}

export function isSamePath(
  one: readonly string[] | undefined,
  other: readonly string[] | undefined,
): boolean {
  if (!one || !other) return one === other;
  return one.length === other.length && one.every((name, index) => name === other[index]);
}

export function isSameReference(one: ReferenceAttributes, other: ReferenceAttributes): boolean {
  if (one === other) return true;
  // Where most of them differ.
  if (one.path !== other.path) return false;
  const names = Object.keys(one);
  return (
    names.length === Object.keys(other).length &&
    names.every((name) => Object.hasOwn(other, name) && one[name] === other[name])
  );
}
