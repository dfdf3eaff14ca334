{
  description = "flake-lattice: flakes that are generated, and that build upon each other";

  inputs = {
    nixpkgs.url = "path:./nix/host-nixpkgs";
    lattice = {
      url = "path:./generated";
      inputs.nixpkgs.follows = "nixpkgs";
    };
    configFlake.follows = "lattice/config-seed";
  };

  outputs =
    {
      self,
      nixpkgs,
      configFlake,
      lattice,
    }:
    let
      systems = builtins.attrNames configFlake.packages;
      eachSystem =
        outputsFor:
        nixpkgs.lib.genAttrs systems (
          system: outputsFor (import nixpkgs { inherit system; }) configFlake.packages.${system}.default
        );
    in
    {
      # The configuration comes from the generated flake; nothing here runs the builder of it.
      packages = eachSystem (
        pkgs: config: {
          default = pkgs.runCommand "flake-lattice" { } ''
            mkdir -p "$out"
            cp ${config}/config.toml "$out/config.toml"
          '';
        }
      );

      # `nix develop` gives the shell to work on this repository in; `nix develop .#ci` and the like give the others.
      devShells = builtins.mapAttrs (_: shells: shells // { default = shells.dev; }) lattice.devShells;

      inherit (lattice) checks;
    };
}
