# A stand-in for nixpkgs on the host's own tools: the same functions, called the same way. See README.md.
{
  description = "A stand-in for nixpkgs, on host tools";

  outputs =
    { self }:
    let
      lib = import ./lib;
    in
    {
      inherit lib;
      legacyPackages = lib.genAttrs lib.systems.flakeExposed (system: import ./. { inherit system; });
    };
}
