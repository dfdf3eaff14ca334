# Changing packages and calling functions with what they ask for: nixpkgs' `lib.customisation`.
{ lib }:
let
  inherit (builtins) intersectAttrs isAttrs mapAttrs;
  inherit (lib.trivial) functionArgs isFunction setFunctionArgs;
in
rec {
  overrideDerivation =
    drv: f:
    let
      changed = derivation (drv.drvAttrs // f drv);
    in
    changed
    // {
      meta = drv.meta or { };
      passthru = drv.passthru or { };
      overrideDerivation = overrideDerivation changed;
    }
    // (drv.passthru or { });

  # The result has `.override`, which calls `f` again with changed arguments, and keeps it through `.overrideAttrs`.
  makeOverridable =
    f:
    let
      mirrored = if isAttrs f then f // { __functor = self: call; } else setFunctionArgs call (functionArgs f);
      call =
        originalArgs:
        let
          result = f originalArgs;
          changed = newArgs: originalArgs // (if isFunction newArgs then newArgs originalArgs else newArgs);
          overrideWith = newArgs: makeOverridable f (changed newArgs);
          override = setFunctionArgs overrideWith (functionArgs f);
          overrideResult = change: makeOverridable (mirror (args: change (f args))) originalArgs;
          mirror = g: setFunctionArgs g (functionArgs f);
        in
        if isAttrs result then
          result
          // {
            inherit override;
            overrideDerivation = change: overrideResult (x: overrideDerivation x change);
            ${if result ? overrideAttrs then "overrideAttrs" else null} =
              change: overrideResult (x: x.overrideAttrs change);
          }
        else if isFunction result then
          setFunctionArgs result (functionArgs result) // { inherit override; }
        else
          result;
    in
    mirrored;

  callPackageWith =
    autoArgs: fn: args:
    let
      f = if isFunction fn then fn else import fn;
      fargs = functionArgs f;
      allArgs = intersectAttrs fargs autoArgs // args;
      missing = builtins.filter (name: !fargs.${name} && !allArgs ? ${name}) (builtins.attrNames fargs);
    in
    if missing == [ ] then
      makeOverridable f allArgs
    else
      throw "lib.customisation.callPackageWith: Function called without required argument ${lib.strings.concatMapStringsSep ", " (name: "\"${name}\"") missing}";

  callPackagesWith =
    autoArgs: fn: args:
    let
      f = if isFunction fn then fn else import fn;
      allArgs = intersectAttrs (functionArgs f) autoArgs // args;
      pkgs = f allArgs;
    in
    if lib.attrsets.isDerivation pkgs then
      throw "callPackages was called with a function that gives one derivation: use callPackage"
    else
      mapAttrs (name: _: makeOverridable (args: (f args).${name}) allArgs) pkgs;

  # Adds attributes to a derivation and to each of its outputs.
  extendDerivation =
    condition: passthru: drv:
    let
      outputs = drv.outputs or [ "out" ];
      common =
        drv
        // builtins.listToAttrs outputsList
        // { all = map (x: x.value) outputsList; }
        // passthru;
      outputsList = map (name: {
        inherit name;
        value =
          common
          // {
            inherit (drv.${name}) type outputName;
            outputSpecified = true;
            drvPath =
              assert condition;
              drv.${name}.drvPath;
            outPath =
              assert condition;
              drv.${name}.outPath;
          };
      }) outputs;
    in
    common
    // {
      drvPath =
        assert condition;
        drv.drvPath;
      outPath =
        assert condition;
        drv.outPath;
    };

  hydraJob = drv: drv;

  makeScope =
    newScope: f:
    let
      self = f self // {
        newScope = scope: newScope (self // scope);
        callPackage = self.newScope { };
        overrideScope = overlay: makeScope newScope (lib.fixedPoints.extends overlay f);
        packages = f;
      };
    in
    self;
}
