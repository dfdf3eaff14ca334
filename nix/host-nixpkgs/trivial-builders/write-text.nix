# Texts as files in the store, byte for byte: the text reaches the build as a file and is copied.
{
  lib,
  stdenv,
  runCommand,
  runtimeShell,
}:
let
  writeTextFile =
    {
      name,
      text,
      executable ? false,
      destination ? "",
      checkPhase ? "",
      meta ? { },
      passthru ? { },
      allowSubstitutes ? false,
      preferLocalBuild ? true,
      derivationArgs ? { },
    }:
    assert lib.assertMsg (destination != "" -> (lib.hasPrefix "/" destination && destination != "/")) ''
      destination must be an absolute path, relative to the derivation's out path,
      got '${destination}' instead.

      Ensure that the path starts with a / and specifies at least the filename.
    '';
    let
      program = builtins.match "/bin/([^/]+)" destination;
    in
    runCommand name
      (
        {
          inherit
            text
            executable
            checkPhase
            allowSubstitutes
            preferLocalBuild
            ;
          passAsFile = [ "text" ] ++ (derivationArgs.passAsFile or [ ]);
          meta =
            lib.optionalAttrs (executable && program != null) { mainProgram = builtins.head program; }
            // meta
            // derivationArgs.meta or { };
          passthru = passthru // derivationArgs.passthru or { };
        }
        // removeAttrs derivationArgs [
          "passAsFile"
          "meta"
          "passthru"
        ]
      )
      ''
        target=$out${lib.escapeShellArg destination}
        mkdir -p "$(dirname "$target")"
        cp --no-preserve=mode -- "$textPath" "$target"
        if [ -n "$executable" ]; then chmod +x "$target"; fi
        eval "$checkPhase"
      '';

  writeShell =
    name: text: extra:
    writeTextFile (
      {
        inherit name;
        executable = true;
        text = "#!${runtimeShell}\n${text}\n";
        checkPhase = ''
          ${stdenv.shellDryRun} "$target"
        '';
      }
      // extra
    );
in
{
  inherit writeTextFile;
  writeText =
    name: text:
    assert lib.assertMsg (lib.strings.isConvertibleWithToString text)
      "pkgs.writeText `${name}`: the second argument is a ${builtins.typeOf text}, and no string can be made of it";
    lib.warnIf (!builtins.isString text)
      "pkgs.writeText `${name}`: the second argument is a ${builtins.typeOf text}; use `toString` on it"
      writeTextFile
      { inherit name text; };
  writeTextDir =
    path: text:
    writeTextFile {
      inherit text;
      name = baseNameOf path;
      destination = "/${path}";
    };
  writeScript =
    name: text:
    writeTextFile {
      inherit name text;
      executable = true;
    };
  writeScriptBin =
    name: text:
    writeTextFile {
      inherit name text;
      executable = true;
      destination = "/bin/${name}";
    };
  writeShellScript = name: text: writeShell name text { };
  writeShellScriptBin =
    name: text:
    writeShell name text {
      destination = "/bin/${name}";
      meta.mainProgram = name;
    };

  # No shellcheck here: the script's syntax is checked.
  writeShellApplication =
    {
      name,
      text,
      runtimeInputs ? [ ],
      runtimeEnv ? null,
      meta ? { },
      passthru ? { },
      checkPhase ? null,
      excludeShellChecks ? [ ],
      extraShellCheckFlags ? [ ],
      bashOptions ? [
        "errexit"
        "nounset"
        "pipefail"
      ],
      derivationArgs ? { },
      inheritPath ? true,
    }:
    writeTextFile {
      inherit
        name
        meta
        passthru
        derivationArgs
        ;
      executable = true;
      destination = "/bin/${name}";
      allowSubstitutes = true;
      preferLocalBuild = false;
      text = lib.concatStrings [
        "#!${runtimeShell}\n"
        (lib.concatMapStrings (option: "set -o ${option}\n") bashOptions)
        (lib.optionalString (runtimeEnv != null) (
          lib.concatStrings (
            lib.mapAttrsToList (variable: value: "${lib.toShellVar variable value}\nexport ${variable}\n") runtimeEnv
          )
        ))
        (lib.optionalString (runtimeInputs != [ ]) ''

          export PATH="${lib.makeBinPath runtimeInputs}${lib.optionalString inheritPath ":$PATH"}"
        '')
        "\n${text}\n"
      ];
      checkPhase =
        if checkPhase != null then
          checkPhase
        else
          ''
            runHook preCheck
            ${stdenv.shellDryRun} "$target"
            runHook postCheck
          '';
    };

}
