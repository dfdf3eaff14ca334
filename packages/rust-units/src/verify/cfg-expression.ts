// Conditions such as `all(unix, feature = "std")`: takes their text, gives them as data, and says when they hold.

export type CfgExpression =
  | { readonly kind: 'all' | 'any' | 'not'; readonly parts: readonly CfgExpression[] }
  | { readonly kind: 'option'; readonly name: string; readonly value: string | undefined };

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

/** Whether the condition holds in tests alone, whatever else is the case. */
export function needsTest(cfg: CfgExpression): boolean {
  if (cfg.kind === 'option') return cfg.name === 'test' || cfg.name === 'doctest';
  if (cfg.kind === 'all') return cfg.parts.some(needsTest);
  return cfg.kind === 'any' && cfg.parts.length > 0 && cfg.parts.every(needsTest);
}

/** What `rustc --print cfg` prints: one option a line. */
export function parsePrintedCfg(text: string): HoldsOption {
  const lines = new Set(text.split('\n'));
  return (name, value) => lines.has(value === undefined ? name : `${name}="${value}"`);
}
