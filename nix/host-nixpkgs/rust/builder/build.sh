# buildPhase of a crate: the library into target/lib, programs into target/bin.

# Sets LIBRARY_SOURCE to the library's source; to nothing where the crate has none.
findLibrary() {
    for LIBRARY_SOURCE in ${libPath:+"$libPath"} src/lib.rs "src/$libName.rs"; do
        if [ -e "$LIBRARY_SOURCE" ]; then return 0; fi
    done
    LIBRARY_SOURCE=
    if [ -n "$libPath" ]; then
        echo "the library $libPath of the crate $crateName does not exist" >&2
        exit 1
    fi
}

linkOptions() { if [ -s target/link ]; then sort -u target/link; fi; }

# Options of the library's crate types; `$1` is its source.
_compileLibrary() {
    local -a types=()
    local type
    for type in $crateType; do types+=(--crate-type "$type"); done
    if [ "$crateType" = proc-macro ]; then types+=(--extern proc_macro); fi
    CARGO_CRATE_NAME=$libraryCrate compile --crate-name "$libraryCrate" "$1" --out-dir target/lib --emit=link \
        -L dependency=target/deps -C "metadata=$metadata" -C "extra-filename=-$metadata" \
        "${types[@]}" $(linkOptions) "${BUILD_OPTIONS[@]}" "${LIBRARY_LINK_OPTIONS[@]}" "${@:2}"
}

buildLibrary() {
    LIBRARY=()
    libraryCrate=${libName//-/_}
    findLibrary
    if [ -z "$LIBRARY_SOURCE" ]; then return 0; fi
    say "Building $LIBRARY_SOURCE ($libName)"
    _compileLibrary "$LIBRARY_SOURCE"
    local made
    for made in "target/lib/lib$libraryCrate-$metadata.rlib" "target/lib/lib$libraryCrate-$metadata$libraryEnding"; do
        if [ -e "$made" ]; then
            LIBRARY=(--extern "$libraryCrate=$made")
            break
        fi
    done
    # Named apart from a test file of the library's name.
    if [ -n "$buildTests" ]; then
        _compileTest "$libraryCrate" "$LIBRARY_SOURCE" -C "extra-filename=-$metadata"
    fi
}

# A program or a test: crate name, source, then further options.
_compileProgram() {
    local crate=${1//-/_}
    CARGO_CRATE_NAME=$crate CARGO_BIN_NAME=$1 compile --crate-name "$crate" "$2" --out-dir target/bin --emit=link \
        -L dependency=target/deps ${LIBRARY+"${LIBRARY[@]}"} $(linkOptions) "${BUILD_OPTIONS[@]}" \
        "${PROGRAM_LINK_OPTIONS[@]}" "${@:3}"
    if [ "$crate" != "$1" ]; then mv "target/bin/$crate" "target/bin/$1"; fi
}
_compileTest() {
    mkdir -p target/bin
    _compileProgram "$1" "$2" --test -C "metadata=$metadata-test-$1" "${@:3}"
}

# A program by name; where `$2` is empty its source is where cargo looks for it.
buildProgram() {
    local name=$1 path=$2 file
    mkdir -p target/bin
    if [ -z "$path" ]; then
        local -a places=("src/bin/$name.rs" "src/bin/$name/main.rs" "src/bin/${name//-/_}.rs" "src/bin/${name//-/_}/main.rs" src/bin/main.rs src/main.rs)
        if [ -z "$LIBRARY_SOURCE" ]; then places=("src/$name.rs" "src/${name//-/_}.rs" "${places[@]}"); fi
        for file in "${places[@]}"; do
            if [ -e "$file" ]; then
                path=$file
                break
            fi
        done
    fi
    if [ -z "$path" ]; then
        echo "failed to find file for binary target: $name" >&2
        exit 1
    fi
    say "Building $path ($name)"
    if [ -n "$buildTests" ]; then _compileTest "$name" "$path"; else _compileProgram "$name" "$path" --crate-type bin; fi
}

# Without `crateBin`, the programs are those whose sources are there.
buildFoundPrograms() {
    local file
    if [ -e src/main.rs ]; then buildProgram "$crateName" src/main.rs; fi
    for file in src/bin/*.rs; do
        local name=${file##*/}
        buildProgram "${name%.rs}" "$file"
    done
}

# The tests below tests/: each file, and each folder with a main.rs.
buildTestPrograms() {
    local file name
    for file in tests/*.rs tests/*/main.rs; do
        name=${file#tests/}
        name=${name%.rs}
        name=${name%/main}
        _compileTest "$name" "$file"
    done
}
