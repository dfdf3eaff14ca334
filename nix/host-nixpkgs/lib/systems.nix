# Platforms from system names: the part of nixpkgs' `lib.systems` and `lib.platforms` that packages ask.
{ lib }:
let
  # The name that rustc and GNU triples have for each processor of a system name, its width, and its kind.
  cpus = {
    x86_64 = {
      bits = 64;
      family = "x86";
      rust = "x86_64";
    };
    i686 = {
      bits = 32;
      family = "x86";
      rust = "i686";
    };
    aarch64 = {
      bits = 64;
      family = "arm";
      rust = "aarch64";
    };
    armv6l = {
      bits = 32;
      family = "arm";
      rust = "arm";
    };
    armv7l = {
      bits = 32;
      family = "arm";
      rust = "armv7";
    };
    riscv64 = {
      bits = 64;
      family = "riscv";
      rust = "riscv64gc";
    };
    powerpc64le = {
      bits = 64;
      family = "power";
      rust = "powerpc64le";
    };
  };
  linuxAbi =
    cpu:
    if cpu == "armv6l" then
      "gnueabihf"
    else if cpu == "armv7l" then
      "gnueabihf"
    else
      "gnu";
in
rec {
  flakeExposed = [
    "x86_64-linux"
    "aarch64-linux"
    "x86_64-darwin"
    "armv6l-linux"
    "armv7l-linux"
    "i686-linux"
    "aarch64-darwin"
    "powerpc64le-linux"
    "riscv64-linux"
    "x86_64-freebsd"
  ];

  equals = a: b: a.system == b.system;

  # A system name, or a set with `system`, to a platform.
  elaborate =
    given:
    let
      system = if builtins.isString given then given else given.system or (throw "lib.systems.elaborate: the stand-in for nixpkgs takes platforms by `system`");
      parts = builtins.match "([a-z0-9_]+)-([a-z]+)" system;
      cpuName = builtins.elemAt parts 0;
      kernel = builtins.elemAt parts 1;
      cpu =
        if parts == null || !cpus ? ${cpuName} || !builtins.elem kernel [ "linux" "darwin" "freebsd" ] then
          throw "Unknown system `${system}`"
        else
          cpus.${cpuName};
      vendor = if kernel == "darwin" then "apple" else "unknown";
      abi = if kernel == "linux" then linuxAbi cpuName else "";
      config =
        if kernel == "linux" then
          "${cpuName}-unknown-linux-${abi}"
        else if kernel == "darwin" then
          "${if cpuName == "aarch64" then "arm64" else cpuName}-apple-darwin"
        else
          "${cpuName}-unknown-freebsd";
      rustTarget =
        if kernel == "linux" then
          "${cpu.rust}-unknown-linux-${abi}"
        else if kernel == "darwin" then
          "${cpu.rust}-apple-darwin"
        else
          "${cpu.rust}-unknown-freebsd";
      library = if kernel == "darwin" then ".dylib" else ".so";
    in
    # A bad name fails here rather than in the first attribute that needs it.
    builtins.seq cpu rec {
      inherit system config;
      parsed = {
        cpu = {
          name = cpuName;
          inherit (cpu) bits family;
          significantByte.name = "littleEndian";
        };
        vendor.name = vendor;
        kernel.name = kernel;
        abi.name = if abi == "" then "unknown" else abi;
      };
      linuxArch =
        {
          aarch64 = "arm64";
          riscv64 = "riscv";
          i686 = "i386";
          powerpc64le = "powerpc";
        }
        .${cpuName} or (if cpu.family == "arm" then "arm" else cpuName);
      isLinux = kernel == "linux";
      isDarwin = kernel == "darwin";
      isMacOS = isDarwin;
      isFreeBSD = kernel == "freebsd";
      isBSD = isDarwin || isFreeBSD;
      isUnix = true;
      isWindows = false;
      isCygwin = false;
      isMinGW = false;
      isWasm = false;
      isWasi = false;
      isAndroid = false;
      isNone = false;
      isStatic = false;
      isGnu = isLinux;
      isMusl = false;
      isx86 = cpu.family == "x86";
      isx86_64 = cpuName == "x86_64";
      isx86_32 = cpuName == "i686";
      isi686 = cpuName == "i686";
      isAarch = cpu.family == "arm";
      isAarch32 = isAarch && cpu.bits == 32;
      isAarch64 = cpuName == "aarch64";
      isAarch64Linux = isAarch64 && isLinux;
      isArmv7 = cpuName == "armv7l";
      isRiscV = cpu.family == "riscv";
      isRiscV64 = cpuName == "riscv64";
      isPower = cpu.family == "power";
      isPower64 = isPower;
      is64bit = cpu.bits == 64;
      is32bit = cpu.bits == 32;
      isILP32 = false;
      isLittleEndian = true;
      isBigEndian = false;
      isCompatible = other: other.system == system;
      canExecute = other: other.system == system || (system == "x86_64-linux" && other.system == "i686-linux");
      emulatorAvailable = pkgs: false;
      extensions = {
        sharedLibrary = library;
        staticLibrary = ".a";
        executable = "";
        inherit library;
      };
      libc = if isLinux then "glibc" else "libSystem";
      uname.system = if isLinux then "Linux" else "Darwin";
      uname.processor = cpuName;
      rust = {
        rustcTarget = rustTarget;
        rustcTargetSpec = rustTarget;
        cargoShortTarget = rustTarget;
        cargoEnvVarTarget = builtins.replaceStrings [ "-" ] [ "_" ] (lib.strings.toUpper rustTarget);
        platform = {
          arch = if cpuName == "i686" then "x86" else if cpu.family == "arm" && cpu.bits == 32 then "arm" else cpuName;
          os = if isDarwin then "macos" else kernel;
          target-family = [ "unix" ];
          target-endian = "little";
          target-pointer-width = toString cpu.bits;
          inherit vendor;
        };
        isNoStdTarget = false;
      };
      linker = "bfd";
      useLLVM = false;
      isElf = !isDarwin;
    };

  doubles = {
    all = flakeExposed;
    linux = builtins.filter (system: lib.strings.hasSuffix "-linux" system) flakeExposed;
    darwin = builtins.filter (system: lib.strings.hasSuffix "-darwin" system) flakeExposed;
    freebsd = [ "x86_64-freebsd" ];
    unix = flakeExposed;
    x86_64 = builtins.filter (lib.strings.hasPrefix "x86_64-") flakeExposed;
    aarch64 = builtins.filter (lib.strings.hasPrefix "aarch64-") flakeExposed;
    x86 = builtins.filter (system: lib.strings.hasPrefix "x86_64-" system || system == "i686-linux") flakeExposed;
    arm = [
      "armv6l-linux"
      "armv7l-linux"
    ];
    riscv64 = [ "riscv64-linux" ];
    gnu = doubles.linux;
    windows = [ ];
    none = [ ];
  };
  platforms = doubles;
}
