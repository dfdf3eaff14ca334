# configurePhase of a crate: the dependencies' libraries below target/, and the build script's answers as variables.

# Enters the folder below the source whose Cargo.toml names the crate.
enterMember() {
    local manifest
    while IFS= read -r manifest; do
        if [ "$(cargo metadata --offline --no-deps --format-version 1 --manifest-path "$manifest" 2>/dev/null |
            jq -r --arg name "$crateName" --arg path "$(realpath "$manifest")" \
                'any(.packages[]; .name == $name and .manifest_path == $path)')" = true ]; then
            cd "$(dirname "$manifest")"
            return 0
        fi
    done < <(find -L . -name Cargo.toml | sort)
    echo "no Cargo.toml below $PWD names the crate $crateName" >&2
    exit 23
}

# The libraries that the given ones depend on, and these themselves, each once: to the array CLOSURE.
findClosure() {
    local -A seen=()
    local dep below
    CLOSURE=()
    for dep in "$@"; do
        for below in "$dep" $(<"$dep/nix-support/rust-dependencies"); do
            if [ -n "${seen["$below"]-}" ]; then continue; fi
            seen["$below"]=1
            CLOSURE+=("$below")
        done
    done
}

# target/deps holds what rustc must find for this crate, target/buildDeps for its build script. The files target/link
# and target/link.final hold linker options for this crate and for those who depend on it.
linkDependencies() {
    local dep
    local -a libraries=() buildLibraries=()
    mkdir -p target/{deps,lib,build,buildDeps}
    : >target/link >target/link.final >target/link.build
    if [ -n "$extraLinkFlags" ]; then printf '%s\n' $extraLinkFlags | tee target/link >target/link.final; fi
    findClosure $buildDependencies
    for dep in "${CLOSURE[@]}"; do
        buildLibraries+=("$dep"/lib/*.rlib "$dep"/lib/*.so "$dep"/lib/*.dylib)
        if [ -s "$dep/lib/link" ]; then cat "$dep/lib/link" >>target/link.build; fi
    done
    findClosure $dependencies
    for dep in "${CLOSURE[@]}"; do
        libraries+=("$dep"/lib/*.rlib "$dep"/lib/*.so "$dep"/lib/*.dylib)
        if [ -e "$dep/env" ]; then source "$dep/env"; fi
        if [ -s "$dep/lib/link" ]; then tee -a target/link <"$dep/lib/link" >>target/link.final; fi
    done
    if [ ${#libraries[@]} != 0 ]; then printf '%s\0' "${libraries[@]}" | xargs -0 ln -sf -t target/deps; fi
    if [ ${#buildLibraries[@]} != 0 ]; then printf '%s\0' "${buildLibraries[@]}" | xargs -0 ln -sf -t target/buildDeps; fi
}

# The values of one key among the build script's answers, `cargo:KEY=…` or `cargo::KEY=…`, one a line.
answers() { sed -n "s/^cargo::\{0,1\}$1=//p" "$buildAnswers"; }

# Compiles and runs build.rs, or the file that `build` names; sets BUILD_OPTIONS and its kin for buildPhase.
runBuildScript() {
    BUILD_OPTIONS=() LIBRARY_LINK_OPTIONS=() PROGRAM_LINK_OPTIONS=()
    local script=$build line
    if [ -z "$script" ] && [ -e build.rs ]; then script=build.rs; fi
    # `build = false` of a Cargo.toml reaches here as an empty string, and as a file that is not there where it is kept.
    if [ -z "$script" ]; then return 0; fi
    say "Building $script ($crateName)"
    buildAnswers=target/build/$crateName.opt
    mkdir -p "target/build/$crateName" "$OUT_DIR"
    compile --crate-name build_script_build "$script" --crate-type bin --emit=link --out-dir "target/build/$crateName" \
        -L dependency=target/buildDeps $(sort -u target/link.build)
    (
        for feature in $crateFeatures; do
            feature=${feature^^}
            export "CARGO_FEATURE_${feature//-/_}=1"
        done
        export RUST_BACKTRACE=1
        "target/build/$crateName/build_script_build" >"$buildAnswers"
    )
    if grep -q '^cargo::error=' "$buildAnswers"; then
        answers error >&2
        exit 1
    fi
    answers warning | sed 's/^/warning: /' >&2

    BUILD_OPTIONS=(-L "$OUT_DIR" $(answers rustc-flags))
    while IFS= read -r line; do BUILD_OPTIONS+=(--cfg "$line"); done < <(answers rustc-cfg)
    while IFS= read -r line; do BUILD_OPTIONS+=(--check-cfg "$line"); done < <(answers rustc-check-cfg)
    while IFS= read -r line; do BUILD_OPTIONS+=(-C "link-arg=$line"); done < <(answers rustc-link-arg)
    while IFS= read -r line; do LIBRARY_LINK_OPTIONS+=(-C "link-arg=$line"); done < <(answers 'rustc-\(link-arg-lib\|cdylib-link-arg\|link-arg-cdylib\)')
    while IFS= read -r line; do PROGRAM_LINK_OPTIONS+=(-C "link-arg=$line"); done < <(answers rustc-link-arg-bins)
    while IFS= read -r line; do
        printf -- '-L %s\n' "$line" >>target/link
        # What the script made moves to the output.
        printf -- '-L %s\n' "${line/"$PWD/target/build"/"$lib/lib"}" >>target/link.final
    done < <(answers rustc-link-search)
    while IFS= read -r line; do printf -- '-l %s\n' "$line" >>target/link; done < <(answers rustc-link-lib)
    while IFS= read -r line; do export "${line?}"; done < <(answers rustc-env)
    writeMetadata
}

# What the script tells the build scripts of crates that depend on this one: DEP_<links>_<KEY>, kept in the output.
writeMetadata() {
    local links=${CARGO_MANIFEST_LINKS:-${crateName%-sys}} line key value
    links=${links^^}
    while IFS= read -r line; do
        key=${line%%=*} value=${line#*=}
        key=${key^^}
        value=${value//"$PWD/target/build"/"$lib/lib"}
        printf 'export DEP_%s_%s=%q\n' "${links//-/_}" "${key//-/_}" "$value"
    done < <(
        sed -n -e 's/^cargo::metadata=//p' \
            -e '/^cargo:\(:\|rustc-\|warning=\|error=\|rerun-if-\)/!s/^cargo:\([^=:]*=\)/\1/p' "$buildAnswers"
    ) >target/env
}
