# Programs that every host of the stand-in has at one path: packages of links, the same on every machine.
{ lib, runCommandLocal }:
let
  links =
    pname:
    {
      folder ? "/usr/bin",
      programs,
      mainProgram ? builtins.head programs,
    }:
    runCommandLocal "${pname}-host"
      {
        inherit pname;
        version = "host";
        meta = { inherit mainProgram; };
        passthru = lib.optionalAttrs (folder == "/bin") { shellPath = "/bin/bash"; };
      }
      ''
        mkdir -p $out/bin
        cd $out/bin
        for program in ${lib.escapeShellArgs programs}; do ln -s "${folder}/$program" "$program"; done
      '';
  bash = {
    folder = "/bin";
    programs = [
      "bash"
      "sh"
    ];
  };
in
builtins.mapAttrs links {
  inherit bash;
  bashInteractive = bash;
  bashNonInteractive = bash;
  findutils.programs = [
    "find"
    "xargs"
  ];
  gnugrep.programs = [
    "grep"
    "egrep"
    "fgrep"
  ];
  gnused.programs = [ "sed" ];
  diffutils.programs = [
    "diff"
    "cmp"
    "diff3"
    "sdiff"
  ];
  coreutils = {
    mainProgram = "env";
    programs = lib.splitString " " (
      lib.concatStringsSep " " [
        "[ b2sum base32 base64 basename basenc cat chgrp chmod chown cksum comm cp csplit cut date dd df dir"
        "dircolors dirname du echo env expand expr factor false fmt fold head hostid id install join link ln"
        "logname ls md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc numfmt od paste pathchk pinky pr"
        "printenv printf ptx pwd readlink realpath rm rmdir runcon seq sha1sum sha224sum sha256sum sha384sum"
        "sha512sum shred shuf sleep sort split stat stdbuf stty sum sync tac tail tee test timeout touch tr"
        "true truncate tsort tty uname unexpand uniq unlink users vdir wc who whoami yes"
      ]
    );
  };
}
