// Conditions such as `all(unix, feature = "std")`: takes their text, gives them as data, says when they hold, and gives the text again.

export interface CfgOption {
  readonly kind: 'option';
  readonly name: string;
  /** As it stands between the quotes. */
  readonly value: string | undefined;
}

export type CfgExpression =
  | { readonly kind: 'all' | 'any' | 'not'; readonly parts: readonly CfgExpression[] }
  | CfgOption;

/** What stands between the parentheses of `cfg(…)`. Undefined where it is none. */
export function parseCfg(text: string): CfgExpression | undefined {
  const tokens = text.match(/[\w:]+|"(?:[^"\\]|\\.)*"|[(),=]/g) ?? [];
  let at = 0;
  const parse = (): CfgExpression | undefined => {
    const name = tokens[at++];
    if (name === undefined || !/^[\w:]/.test(name)) return undefined;
    if (tokens[at] === '=') {
      const value = tokens[at + 1]?.slice(1, -1);
      at += 2;
      return { kind: 'option', name, value };
    }
    if (tokens[at] !== '(') return { kind: 'option', name, value: undefined };
    at += 1;
    const parts: CfgExpression[] = [];
    while (at < tokens.length && tokens[at] !== ')') {
      const part = parse();
      if (part === undefined) return undefined;
      parts.push(part);
      if (tokens[at] === ',') at += 1;
    }
    at += 1;
    return name === 'all' || name === 'any' || name === 'not' ? { kind: name, parts } : undefined;
  };
  return parse();
}

export type HoldsOption = (name: string, value: string | undefined) => boolean;

export function cfgHolds(cfg: CfgExpression, holds: HoldsOption): boolean {
  if (cfg.kind === 'option') return holds(cfg.name, cfg.value);
  if (cfg.kind === 'all') return cfg.parts.every((part) => cfgHolds(part, holds));
  if (cfg.kind === 'any') return cfg.parts.some((part) => cfgHolds(part, holds));
  return !cfg.parts.some((part) => cfgHolds(part, holds));
}

const ofTests = new Set(['test', 'doctest']);

function isOfTests({ name, value }: CfgOption): boolean {
  return value === undefined && ofTests.has(name);
}

/** Whether the condition holds in tests alone, whatever else is the case. */
export function needsTest(cfg: CfgExpression): boolean {
  return !canHold(cfg, true);
}

/** Whether there is a configuration without tests in which the condition has that value. */
function canHold(cfg: CfgExpression, value: boolean): boolean {
  if (cfg.kind === 'option') return !isOfTests(cfg) || !value;
  if (cfg.kind === 'not') return cfg.parts.every((part) => canHold(part, !value));
  const needsEvery = (cfg.kind === 'all') === value;
  return needsEvery
    ? cfg.parts.every((part) => canHold(part, value))
    : cfg.parts.some((part) => canHold(part, value));
}

/** The condition as it is where tests run, or where none do; true or false where nothing else decides. */
export function whileTesting(cfg: CfgExpression, isTesting: boolean): CfgExpression | boolean {
  if (cfg.kind === 'option') return isOfTests(cfg) ? isTesting : cfg;
  const parts = cfg.parts.map((part) => whileTesting(part, isTesting));
  if (cfg.kind === 'not') {
    const [part = true] = parts;
    return typeof part === 'boolean' ? !part : { kind: 'not', parts: [part] };
  }
  const decisive = cfg.kind === 'any';
  if (parts.includes(decisive)) return decisive;
  const open = parts.filter((part) => typeof part !== 'boolean');
  if (open.length === 0) return !decisive;
  return open.length === 1 ? (open[0] as CfgExpression) : { kind: cfg.kind, parts: open };
}

export function mentionsTests(cfg: CfgExpression): boolean {
  return cfg.kind === 'option' ? isOfTests(cfg) : cfg.parts.some(mentionsTests);
}

/** As it stands between the parentheses of `cfg(…)`. */
export function renderCfg(cfg: CfgExpression | boolean): string {
  if (typeof cfg === 'boolean') return cfg ? 'all()' : 'any()';
  if (cfg.kind === 'option') return cfg.value === undefined ? cfg.name : `${cfg.name} = "${cfg.value}"`;
  return `${cfg.kind}(${cfg.parts.map(renderCfg).join(', ')})`;
}

/** What `rustc --print cfg` prints: one option a line. */
export function parsePrintedCfg(text: string): HoldsOption {
  const lines = new Set(text.split('\n'));
  return (name, value) => lines.has(value === undefined ? name : `${name}="${value}"`);
}
