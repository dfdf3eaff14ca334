# The host's programs as packages: takes the facts of the machine (null where there are none), gives packages by
# nixpkgs' names. See host-facts.ts for the facts' form.
#
# With a fact, a package links to the program, and path and version string are part of its hash and so of all that is
# built with it. Without one it is a script that looks the program up on PATH when it is started.
{
  lib,
  platform,
  facts,
  runCommandLocal,
}:
let
  known = (facts.${platform.system} or { }).tools or { };
  linked = import ./linked.nix { inherit lib runCommandLocal; };
  lateBound = import ./late-bound.nix { inherit lib runCommandLocal mend; };
  fixed = import ./fixed.nix { inherit lib runCommandLocal; };

  mend = "run `flake-lattice build NODE`, which knows those on PATH, or give `nix` one that does by `--override-input nixpkgs REFERENCE`";

  package =
    pname:
    {
      # The program that the package is named for, and its key among the facts.
      program ? pname,
      # Further programs, which lie beside it.
      others ? [ ],
      # What a compiler writes depends on it, so that no build may use one whose path and version are not in the hash.
      isCompiler ? false,
    }:
    let
      late = lateBound { inherit pname program others isCompiler; };
      found = linked {
        inherit pname program others;
        fact = known.${program};
      };
      result = if known ? ${program} then found else late;
    in
    result
    // lib.optionalAttrs isCompiler {
      # The package for builds that compile.
      forCompiling =
        if known ? ${program} then
          found
        else if facts != null && !facts ? ${platform.system} then
          # The facts are of another kind of machine: this one can be evaluated here, and built where its own are known.
          late
        else
          {
            type = "derivation";
            name = "${pname}-unknown";
            outPath = throw (
              if facts == null then
                "this build needs `${program}`, and the stand-in for nixpkgs knows none of this machine; ${mend}"
              else
                "this build needs `${program}`, and set-up found none on this machine; install it, then ${mend}"
            );
          };
    };
in
builtins.mapAttrs package {
  rustc = {
    others = [ "rustdoc" ];
    isCompiler = true;
  };
  cargo.isCompiler = true;
  clippy = {
    program = "cargo-clippy";
    others = [ "clippy-driver" ];
  };
  rustfmt.others = [ "cargo-fmt" ];
  rust-analyzer = { };
  gcc = {
    program = "cc";
    others = [
      "c++"
      "cpp"
      "gcc"
      "g++"
      "ld"
      "as"
      "ar"
      "nm"
      "ranlib"
      "strip"
      "objcopy"
      "objdump"
    ];
    isCompiler = true;
  };
  nodejs = {
    program = "node";
    others = [
      "npm"
      "npx"
    ];
  };
  git = { };
  jq = { };
  curl = { };
  perl = { };
  python3.others = [ "pip3" ];
  gnumake.program = "make";
  gnupatch.program = "patch";
  pkg-config = { };
  cmake = { };
  ninja = { };
  gawk.others = [ "awk" ];
  gnutar.program = "tar";
  gzip.others = [
    "gunzip"
    "zcat"
  ];
  xz.others = [
    "unxz"
    "xzcat"
  ];
  unzip = { };
  which = { };
  ripgrep.program = "rg";
  just = { };
  nixfmt = { };
  openssh = {
    program = "ssh";
    others = [
      "scp"
      "ssh-keygen"
    ];
  };
}
// fixed
