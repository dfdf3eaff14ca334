# The variables that cargo sets for rustc and for build scripts: takes a crate, gives shell code that exports them.
# https://doc.rust-lang.org/cargo/reference/environment-variables.html
{
  lib,
  stdenv,
  crate,
  libName,
  release,
}:
let
  inherit (stdenv.hostPlatform) rust parsed;
  numbers = lib.splitVersion (builtins.head (lib.splitString "-" (builtins.head (lib.splitString "+" crate.version))));
  number = i: if i < builtins.length numbers then builtins.elemAt numbers i else "0";
  pre = builtins.match "[^-+]*-([^+]*).*" crate.version;
  variables = {
    CARGO_PKG_NAME = crate.crateName;
    CARGO_PKG_VERSION = crate.version;
    CARGO_PKG_VERSION_MAJOR = number 0;
    CARGO_PKG_VERSION_MINOR = number 1;
    CARGO_PKG_VERSION_PATCH = number 2;
    CARGO_PKG_VERSION_PRE = if pre == null then "" else builtins.head pre;
    CARGO_PKG_AUTHORS = lib.concatStringsSep ":" (if builtins.isList (crate.authors or null) then crate.authors else [ ]);
    CARGO_PKG_DESCRIPTION = crate.description or "";
    CARGO_PKG_HOMEPAGE = crate.homepage or "";
    CARGO_PKG_LICENSE = crate.license or "";
    CARGO_PKG_LICENSE_FILE = crate.license-file or "";
    CARGO_PKG_README = crate.readme or "";
    CARGO_PKG_REPOSITORY = crate.repository or "";
    CARGO_PKG_RUST_VERSION = crate.rust-version or "";
    CARGO_MANIFEST_LINKS = crate.links or "";
    CARGO_CFG_TARGET_ARCH = rust.platform.arch;
    CARGO_CFG_TARGET_OS = rust.platform.os;
    CARGO_CFG_TARGET_FAMILY = "unix";
    CARGO_CFG_UNIX = "1";
    CARGO_CFG_TARGET_ENV = if stdenv.hostPlatform.isLinux then "gnu" else "";
    CARGO_CFG_TARGET_ENDIAN = "little";
    CARGO_CFG_TARGET_POINTER_WIDTH = toString parsed.cpu.bits;
    CARGO_CFG_TARGET_VENDOR = parsed.vendor.name;
    DEBUG = if release then "false" else "true";
    OPT_LEVEL = if release then "3" else "0";
    PROFILE = if release then "release" else "debug";
    TARGET = rust.rustcTarget;
    HOST = rust.rustcTarget;
    RUSTC = "rustc";
    RUSTDOC = "rustdoc";
  };
in
lib.concatStrings (lib.mapAttrsToList (name: value: "export ${name}=${lib.escapeShellArg value}\n") variables)
+ ''
  export NUM_JOBS=$NIX_BUILD_CORES
  export CARGO_MANIFEST_DIR=$PWD
  export OUT_DIR=$PWD/target/build/${lib.escapeShellArg crate.crateName}.out
''
