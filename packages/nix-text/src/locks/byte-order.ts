// The order in which Nix sorts names: by the bytes of their UTF-8, which is by code point.

/** Code units of surrogates stand below those from U+E000 on, though the code points that they make stand above. */
export function compareBytes(one: string, other: string): number {
  if (one === other) return 0;
  const shorter = Math.min(one.length, other.length);
  for (let index = 0; index < shorter; index += 1) {
    const [unit, otherUnit] = [one.charCodeAt(index), other.charCodeAt(index)];
    if (unit !== otherUnit) return weight(unit) - weight(otherUnit);
  }
  return one.length - other.length;
}

function weight(unit: number): number {
  return unit >= 0xd800 && unit < 0xe000 ? unit + 0x10000 : unit;
}

/** The entries of a map, sorted by their names. */
export function sortedEntries<Value>(map: ReadonlyMap<string, Value>): readonly (readonly [string, Value])[] {
  if (map.size < 2) return [...map];
  const names = [...map.keys()];
  // Where no name holds what the two orders differ in, the language's own is many times faster.
  if (names.some(isUnusual)) return [...map].sort(([one], [other]) => compareBytes(one, other));
  if (names.every((name, index) => index === 0 || (names[index - 1] as string) < name)) return [...map];
  return names.sort().map((name) => [name, map.get(name) as Value]);
}

function isUnusual(name: string): boolean {
  return /[\ud800-\uffff]/.test(name);
}
