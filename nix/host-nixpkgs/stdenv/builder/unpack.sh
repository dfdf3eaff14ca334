# The phases unpackPhase and patchPhase: from `src` or `srcs` to a writable folder, whose name is `sourceRoot`.

# The name of a store path without its hash; any other path's last part.
stripHash() {
    local name=${1##*/}
    if [[ "$name" =~ ^[a-z0-9]{32}- ]]; then name=${name:33}; fi
    printf '%s\n' "$name"
}

unpackFile() {
    local curSrc=$1
    echo "unpacking source archive $curSrc"
    if [ -n "${unpackCmd-}" ]; then
        _runCode "$unpackCmd"
    elif ! runOneHook unpackCmd "$curSrc" && ! _unpackByName "$curSrc"; then
        echo "do not know how to unpack source archive $curSrc" >&2
        exit 1
    fi
}

_unpackByName() {
    local file=$1
    if [ -d "$file" ]; then
        cp -r --preserve=timestamps --reflink=auto -- "$file" "$(stripHash "$file")"
        return 0
    fi
    case "$file" in
        *.tar.xz | *.tar.lzma | *.txz) xz -dc <"$file" | tar xf - --mode=+w --warning=no-timestamp ;;
        *.tar | *.tar.* | *.tgz | *.tbz2 | *.tbz) tar xf "$file" --mode=+w --warning=no-timestamp ;;
        *.zip) unzip -qq "$file" ;;
        *) return 1 ;;
    esac
}

unpackPhase() {
    runHook preUnpack
    if [ -z "${srcs-}" ]; then
        if [ -z "${src-}" ]; then
            # shellcheck disable=SC2016
            echo 'variable $src or $srcs should point to the source' >&2
            exit 1
        fi
        srcs=$src
    fi

    # The folder that unpacking adds is the source's root.
    local before=" " entry
    for entry in *; do
        if [ -d "$entry" ]; then before+="$entry "; fi
    done
    for entry in $srcs; do unpackFile "$entry"; done

    : "${sourceRoot:=}"
    if [ -n "${setSourceRoot-}" ]; then
        runOneHook setSourceRoot
    elif [ -z "$sourceRoot" ]; then
        for entry in *; do
            if ! [ -d "$entry" ] || [[ "$before" == *" $entry "* ]]; then continue; fi
            if [ -n "$sourceRoot" ]; then
                echo "unpacker produced multiple directories" >&2
                exit 1
            fi
            sourceRoot=$entry
        done
    fi
    if [ -z "$sourceRoot" ]; then
        echo "unpacker appears to have produced no directories" >&2
        exit 1
    fi
    echo "source root is $sourceRoot"
    if [ "${dontMakeSourcesWritable:-0}" != 1 ]; then chmod -R u+w -- "$sourceRoot"; fi
    runHook postUnpack
}

patchPhase() {
    runHook prePatch
    local patch reader
    for patch in ${patches-}; do
        echo "applying patch $patch"
        case "$patch" in
            *.gz) reader="gzip -d" ;;
            *.bz2) reader="bzip2 -d" ;;
            *.xz | *.lzma) reader="xz -d" ;;
            *) reader=cat ;;
        esac
        $reader <"$patch" | patch ${patchFlags:--p1}
    done
    runHook postPatch
}
