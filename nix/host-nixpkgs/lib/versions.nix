# Parts of version strings: nixpkgs' `lib.versions`.
{ lib }:
let
  inherit (builtins) elemAt splitVersion;
in
rec {
  inherit splitVersion;
  major = version: elemAt (splitVersion version) 0;
  minor = version: elemAt (splitVersion version) 1;
  patch = version: elemAt (splitVersion version) 2;
  majorMinor = version: lib.strings.concatStringsSep "." (lib.lists.take 2 (splitVersion version));
  pad =
    n: version:
    let
      numbers = lib.lists.take n (splitVersion (builtins.head (lib.strings.splitString "-" version)));
      zeros = lib.lists.replicate (lib.trivial.max 0 (n - builtins.length numbers)) "0";
      suffix = lib.strings.removePrefix (builtins.head (lib.strings.splitString "-" version)) version;
    in
    lib.strings.concatStringsSep "." (numbers ++ zeros) + suffix;
}
