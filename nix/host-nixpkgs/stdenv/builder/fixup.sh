# The phase fixupPhase: makes outputs fit for the store. Nothing is stripped and no manual is compressed: which tools
# the host has would show in the output.

# Points scripts at interpreters in the store where an input provides one; those of the host stay as they are.
patchShebangs() {
    local path=$PATH file first interpreter arguments found
    local -a words
    if [ "${1-}" = --host ]; then path=${HOST_PATH:-$PATH}; shift; elif [ "${1-}" = --build ]; then shift; fi
    while [ "${1:0:2}" = -- ]; do shift; done
    while IFS= read -r -d '' file; do
        IFS= read -r first <"$file" 2>/dev/null || [ -n "${first-}" ] || continue
        if [ "${first:0:2}" != '#!' ]; then continue; fi
        read -r -a words <<<"${first:2}" || continue
        if [ -z "${words[0]-}" ] || [[ "${words[0]}" == "$NIX_STORE"* ]]; then continue; fi
        interpreter=${words[0]##*/}
        arguments=("${words[@]:1}")
        if [ "$interpreter" = env ]; then
            if [ "${words[1]-}" = -S ]; then
                interpreter=${words[2]-} arguments=("${words[@]:3}")
            else
                interpreter=${words[1]-} arguments=("${words[@]:2}")
            fi
        fi
        found=$(PATH=$path type -P "$interpreter" 2>/dev/null || true)
        if [[ "$found" != "$NIX_STORE"* ]]; then continue; fi
        echo "$file: interpreter directive changed from \"$first\" to \"#!$found${arguments:+ ${arguments[*]}}\""
        {
            printf '#!%s\n' "$found${arguments:+ ${arguments[*]}}"
            tail -n +2 -- "$file"
        } >"$file.patched"
        chmod --reference="$file" "$file.patched"
        touch --reference="$file" "$file.patched"
        mv -f -- "$file.patched" "$file"
    done < <(find "$@" -type f -perm -0100 -print0)
}

# What users of the package need too, read again by inputs.sh.
recordPropagatedDependencies() {
    local pair variable
    for pair in propagatedBuildInputs:propagated-build-inputs propagatedNativeBuildInputs:propagated-native-build-inputs \
        depsBuildBuildPropagated:propagated-build-build-deps depsBuildTargetPropagated:propagated-build-target-deps \
        depsHostHostPropagated:propagated-host-host-deps depsTargetTargetPropagated:propagated-target-target-deps; do
        variable=${pair%%:*}
        if [ -z "${!variable-}" ]; then continue; fi
        mkdir -p "${!outputDev}/nix-support"
        printf '%s ' ${!variable} >"${!outputDev}/nix-support/${pair#*:}"
    done
}

_moveToOutputs() {
    if [[ "$outputs" != *" "* ]]; then return 0; fi
    local dir
    for dir in include lib/pkgconfig share/pkgconfig lib/cmake share/aclocal; do
        if [ -z "${moveToDev-1}" ]; then break; fi
        moveToOutput "$dir" "${!outputDev}"
    done
    moveToOutput share/man "${!outputMan}"
    moveToOutput share/info "${!outputInfo}"
    moveToOutput share/doc "${!outputDoc}"
    # Who takes the headers wants the libraries too.
    if [ "$outputDev" != "$outputLib" ] && [ -d "${!outputDev}" ] && [ -d "${!outputLib}" ]; then
        propagatedBuildInputs="${propagatedBuildInputs-} ${!outputLib}"
    fi
}

fixupPhase() {
    local output file
    for output in $outputs; do
        if [ -e "${!output}" ] && ! [ -L "${!output}" ]; then chmod -R u+w,u-s,g-s -- "${!output}"; fi
    done
    runHook preFixup
    _moveToOutputs
    for output in $outputs; do
        if ! [ -e "${!output}" ] || [ -L "${!output}" ]; then continue; fi
        if [ -z "${dontPatchShebangs-}" ] && [ -d "${!output}" ]; then patchShebangs --host "${!output}"; fi
        prefix=${!output} runHook fixupOutput
    done
    recordPropagatedDependencies
    for file in ${setupHook-} ${setupHooks-}; do
        mkdir -p "${!outputDev}/nix-support"
        substituteAll "$file" "${!outputDev}/nix-support/setup-hook.one"
        cat "${!outputDev}/nix-support/setup-hook.one" >>"${!outputDev}/nix-support/setup-hook"
        rm "${!outputDev}/nix-support/setup-hook.one"
    done
    runHook postFixup
}
