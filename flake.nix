{
  description = "flake-lattice: flakes that are generated, and that build upon each other";

  inputs = {
    nixpkgs.url = "path:./nix/host-nixpkgs";
    configFlake = {
      url = "path:./generated/config-seed";
      inputs.nixpkgs.follows = "nixpkgs";
    };
  };

  outputs =
    {
      self,
      nixpkgs,
      configFlake,
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

      devShells = eachSystem (
        pkgs: config: {
          default = pkgs.mkShell {
            packages = [
              pkgs.nodejs
              pkgs.git
            ];
            LATTICE_CONFIG = "${config}/config.toml";
          };
        }
      );

      checks = configFlake.checks;
    };
}
