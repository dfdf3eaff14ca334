# installPhase of a crate: $lib/lib holds the libraries, $out/bin the programs.

installCrate() {
    local library dep
    local -a programs=(target/bin/*)
    if [ ${#programs[@]} != 0 ]; then
        mkdir -p "$out/bin" "$lib/lib" "$lib/nix-support"
        cp -rP "${programs[@]}" "$out/bin"
    else
        # Who takes the default output of a library gets the library with it.
        mkdir -p "$out/nix-support" "$lib/lib" "$lib/nix-support"
        printf '%s\n' "$lib" >"$out/nix-support/rust-library"
    fi
    if [ -s target/env ]; then cp target/env "$lib/env"; fi
    if [ -s target/link.final ]; then sort -u target/link.final >"$lib/lib/link"; fi
    local -a made=(target/lib/*)
    if [ ${#made[@]} != 0 ]; then cp -r "${made[@]}" "$lib/lib/"; fi
    # A shared library is known by its own name too.
    for library in "$lib"/lib/*"-$metadata".so "$lib"/lib/*"-$metadata".dylib; do
        ln -s "${library##*/}" "${library/"-$metadata."/.}"
    done
    if [ -d "$OUT_DIR" ] && [ -n "$(ls -A "$OUT_DIR")" ]; then cp -r "$OUT_DIR" "$lib/lib/"; fi
    # An rlib names its dependencies by hash alone, which Nix does not see: these lines make the closure whole, and
    # tell the crates above where all of it lies.
    for dep in "${CLOSURE[@]}"; do printf '%s\n' "$dep"; done >"$lib/nix-support/rust-dependencies"
}

installTests() {
    mkdir -p "$out/tests"
    local program
    for program in target/bin/*; do
        if [ -x "$program" ]; then cp "$program" "$out/tests"; fi
    done
}
