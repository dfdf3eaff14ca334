// The value model of TOML 1.0: what reading gives and writing takes, nothing lost in between.

export type DateTimeKind = 'offset-date-time' | 'local-date-time' | 'local-date' | 'local-time';

/** A date or time with its text as it was written: `1979-05-27 07:32:00z` stays so. */
export interface TomlDateTime {
  readonly kind: DateTimeKind;
  readonly text: string;
}

/**
 * A table keeps the order in which its keys were written. A Map, because an object would reorder keys such as `1` and
 * is not safe with `__proto__`.
 */
export type TomlTable = ReadonlyMap<string, TomlValue>;

/** Integers are always bigint, floats always number: `1` is `1n`, `1.0` is `1`. */
export type TomlValue = string | boolean | bigint | number | TomlDateTime | readonly TomlValue[] | TomlTable;

/** What a configuration treats as one value: everything but a table. Tables within an array belong to the array. */
export type TomlLeaf = Exclude<TomlValue, TomlTable>;

export type TomlKind = 'string' | 'boolean' | 'integer' | 'float' | DateTimeKind | 'array' | 'table';

export function isTomlTable(value: TomlValue): value is TomlTable {
  return value instanceof Map;
}

export function isTomlArray(value: TomlValue): value is readonly TomlValue[] {
  return Array.isArray(value);
}

export function kindOfToml(value: TomlValue): TomlKind {
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'boolean';
  if (typeof value === 'bigint') return 'integer';
  if (typeof value === 'number') return 'float';
  if (isTomlArray(value)) return 'array';
  return isTomlTable(value) ? 'table' : value.kind;
}

/** `an integer`, `a local-date`: a kind as it stands in a sentence. */
export function nameOfKind(kind: TomlKind): string {
  return `${/^[aio]/.test(kind) ? 'an' : 'a'} ${kind}`;
}

/**
 * Whether two values are the same value of TOML. The order of keys does not count; nan equals nan, -0.0 differs from
 * 0.0, and dates are equal when their text is.
 */
export function equalToml(one: TomlValue, other: TomlValue): boolean {
  if (typeof one !== 'object' || typeof other !== 'object') return Object.is(one, other);
  if (isTomlArray(one)) {
    return (
      isTomlArray(other) &&
      one.length === other.length &&
      one.every((item, index) => equalToml(item, other[index] as TomlValue))
    );
  }
  if (isTomlTable(one)) {
    if (!isTomlTable(other) || one.size !== other.size) return false;
    for (const [key, value] of one) {
      const counterpart = other.get(key);
      if (counterpart === undefined || !equalToml(value, counterpart)) return false;
    }
    return true;
  }
  return kindOfToml(other) === one.kind && one.text === (other as TomlDateTime).text;
}
