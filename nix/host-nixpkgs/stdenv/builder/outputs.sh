# Outputs: which output takes programs, libraries, headers and manuals, and moving files between them.

getAllOutputNames() { echo "$outputs"; }

# Sets the variable `$1`, unless set, to the first of the other arguments that is an output, or is a variable's value.
_chooseOutput() {
    local variable=$1 candidate
    shift
    if [ -n "${!variable-}" ]; then return 0; fi
    for candidate in "$@"; do
        if [ -n "${!candidate-}" ] && [[ " $outputs " == *" $candidate "* ]]; then
            printf -v "$variable" %s "$candidate"
            return 0
        fi
    done
}
_firstOutput=${outputs%% *}
_chooseOutput outputDev dev out "$_firstOutput"
_chooseOutput outputBin bin out "$_firstOutput"
_chooseOutput outputInclude "$outputDev" dev out "$_firstOutput"
_chooseOutput outputLib lib out "$_firstOutput"
_chooseOutput outputDoc doc out "$_firstOutput"
_chooseOutput outputDevdoc devdoc "$outputDoc" "$_firstOutput"
_chooseOutput outputMan man "$outputBin" "$_firstOutput"
_chooseOutput outputDevman devman "$outputMan" "$_firstOutput"
_chooseOutput outputInfo info "$outputBin" "$_firstOutput"

if [ -z "${prefix-}" ]; then prefix=${!_firstOutput-}; fi
export prefix

# Moves what matches the patterns from every other output to the output `$last`; REMOVE deletes it.
moveToOutput() {
    local pattern=$1 target=$2 output source relative
    for output in $outputs; do
        if [ "$target" != REMOVE ] && [ "${!output}" = "$target" ]; then continue; fi
        for source in "${!output}"/$pattern; do
            if ! [ -e "$source" ] && ! [ -L "$source" ]; then continue; fi
            relative=${source#"${!output}"/}
            if [ "$target" = REMOVE ]; then
                rm -r -- "$source"
            elif [ -d "$target/$relative" ] && [ -d "$source" ]; then
                cp -r -- "$source"/. "$target/$relative" && rm -r -- "$source"
            else
                mkdir -p "$target/$(dirname "$relative")"
                mv -- "$source" "$target/$relative"
            fi
            rmdir --ignore-fail-on-non-empty -p "${source%/*}" 2>/dev/null || true
        done
    done
}
