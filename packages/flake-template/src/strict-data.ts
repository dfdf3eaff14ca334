// Wraps the data of a template so that reading what is not there is a fault that knows its path.

/** Thrown inside a template; {@link renderTemplate} turns it into a coded error with file and line. */
export class MissingKey extends Error {
  constructor(
    /** Such as `it.config.rust.chanel`. */
    readonly path: string,
    /** The names that are there beside it, sorted. */
    readonly known: readonly string[],
  ) {
    super(`${path} is not there`);
  }
}

/** What JavaScript itself asks of any object, for example to print it or to make text of it. */
const askedByLanguage: ReadonlySet<string> = new Set([
  'toJSON',
  'then',
  'constructor',
  '$$typeof',
  'toString',
  'valueOf',
]);

/** Names that Eta looks up on the data of every template. */
const askedByEta: ReadonlySet<string> = new Set(['__blocks']);

/** `'key' in it.config` asks without a fault. */
export function strictData<Data extends object>(data: Data, path: string): Data {
  return new Proxy(data, {
    get(target, key, receiver) {
      if (typeof key === 'symbol' || isThere(target, key))
        return wrap(Reflect.get(target, key, receiver), step(path, key));
      if (askedByLanguage.has(key) || askedByEta.has(key)) return undefined;
      throw new MissingKey(step(path, key), Object.keys(target).sort());
    },
  });
}

/** What an object inherits is no data; an array has its methods. */
function isThere(target: object, key: string): boolean {
  return Array.isArray(target) ? key in target : Object.hasOwn(target, key);
}

function wrap(value: unknown, path: string): unknown {
  const isData = Array.isArray(value) || isPlainObject(value);
  return isData ? strictData(value as object, path) : value;
}

function isPlainObject(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function step(path: string, key: string | symbol): string {
  const name = String(key);
  return /^[a-zA-Z_$][\w$]*$/.test(name) ? `${path}.${name}` : `${path}[${JSON.stringify(name)}]`;
}
