# Functions over plain values: takes nothing but builtins, gives nixpkgs' `lib.trivial`.
{ lib }:
rec {
  id = x: x;
  const = x: _: x;
  pipe = builtins.foldl' (x: f: f x);
  concat = x: y: x ++ y;
  or = x: y: x || y;
  and = x: y: x && y;
  xor = x: y: (!x) != (!y);
  flip =
    f: a: b:
    f b a;
  mergeAttrs = x: y: x // y;
  defaultTo = default: value: if value == null then default else value;
  mapNullable = f: a: if a == null then a else f a;
  boolToString = b: if b then "true" else "false";
  boolToYesNo = b: if b then "yes" else "no";

  min = x: y: if x < y then x else y;
  max = x: y: if x > y then x else y;
  mod = base: int: base - (int * (builtins.div base int));
  compare =
    a: b:
    if a < b then
      -1
    else if a > b then
      1
    else
      0;

  importJSON = path: builtins.fromJSON (builtins.readFile path);
  importTOML = path: fromTOML (builtins.readFile path);

  warn = builtins.warn or (message: value: builtins.trace "evaluation warning: ${message}" value);
  warnIf = condition: message: if condition then warn message else id;
  warnIfNot = condition: warnIf (!condition);
  throwIf = condition: message: if condition then throw message else id;
  throwIfNot = condition: throwIf (!condition);
  assertMsg = holds: message: holds || throw message;
  assertOneOf =
    name: value: allowed:
    assertMsg (builtins.elem value allowed) "${name} must be one of ${
      lib.generators.toPretty { } allowed
    }, but is: ${lib.generators.toPretty { } value}";

  # An attribute set with `__functor` counts as a function, as it does for callers.
  isFunction = f: builtins.isFunction f || (f ? __functor && isFunction (f.__functor f));
  functionArgs =
    f:
    if f ? __functor then
      f.__functionArgs or (functionArgs (f.__functor f))
    else
      builtins.functionArgs f;
  setFunctionArgs = f: args: {
    __functor = self: f;
    __functionArgs = args;
  };
  toFunction = value: if isFunction value then value else _: value;

  # The release that the stand-in follows; `versionSuffix` tells it from nixpkgs itself.
  release = "25.11";
  version = release + versionSuffix;
  versionSuffix = "-host";
  codeName = "Xantusia";
  oldestSupportedRelease = 2511;
  isInOldestRelease = year: oldestSupportedRelease <= year;

  inNixShell = builtins.getEnv "IN_NIX_SHELL" != "";
  inPureEvalMode = !builtins ? currentSystem;

  toHexString =
    i:
    builtins.concatStringsSep "" (
      map (digit: builtins.substring digit 1 "0123456789ABCDEF") (toBaseDigits 16 i)
    );
  toBaseDigits =
    base: i:
    let
      go = i: if i < base then [ i ] else go (i / base) ++ [ (mod i base) ];
    in
    assert builtins.isInt base && base >= 2 && builtins.isInt i && i >= 0;
    go i;

  inherit (builtins)
    add
    bitAnd
    bitOr
    bitXor
    deepSeq
    isBool
    isFloat
    isInt
    lessThan
    pathExists
    readFile
    seq
    sub
    ;
}
