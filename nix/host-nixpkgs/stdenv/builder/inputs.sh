# Inputs: from the dependency variables to PATH, sourced setup hooks, and what is propagated.
# A native input serves the build and a host input the result; on a machine that builds for itself they differ only in
# the hooks and files they bring.

addToSearchPathWithCustomDelimiter() {
    local delimiter=$1 variable=$2 dir=$3
    if [ -d "$dir" ] && [[ "$delimiter${!variable-}$delimiter" != *"$delimiter$dir$delimiter"* ]]; then
        export "$variable=${!variable-}${!variable:+$delimiter}$dir"
    fi
}
addToSearchPath() { addToSearchPathWithCustomDelimiter : "$@"; }
prependToSearchPath() {
    local variable=$1 dir=$2
    if [ -d "$dir" ]; then export "$variable=$dir${!variable:+:${!variable}}"; fi
}

_isArray() { [[ "$(declare -p "$1" 2>/dev/null)" == "declare -a"* ]]; }

# Adds to a variable that is an array, or text split at blanks.
appendToVar() {
    local -n _variable=$1
    local _array=0
    if _isArray "$1"; then _array=1; fi
    shift
    if [ $_array = 1 ]; then _variable+=("$@"); else _variable="${_variable-}${_variable:+ }$*"; fi
}
prependToVar() {
    local -n _variable=$1
    local _array=0
    if _isArray "$1"; then _array=1; fi
    shift
    if [ $_array = 1 ]; then
        _variable=("$@" ${_variable+"${_variable[@]}"})
    else
        _variable="$*${_variable:+ }${_variable-}"
    fi
}

# concatTo ARRAY NAME… adds the words of each variable, array or text; NAME=DEFAULT has words for where it is empty.
concatTo() {
    local -n _target=$1
    local name
    shift
    for name in "$@"; do
        local default=${name#*=}
        [ "$default" = "$name" ] && default=
        name=${name%%=*}
        if _isArray "$name"; then
            local slice="$name[@]"
            _target+=(${!slice+"${!slice}"})
        else
            local value=${!name:-$default}
            _target+=($value)
        fi
    done
}

declare -a _nativePkgs=() _hostPkgs=() nativeEnvHooks=() hostEnvHooks=() envHooks=()
declare -A _seenInputs=()

# Hooks that are called with each package of an offset: -1 for native inputs, 0 and 1 for host inputs.
addEnvHooks() {
    local offset=$1
    shift
    if [ "$offset" -lt 0 ]; then nativeEnvHooks+=("$@"); else hostEnvHooks+=("$@"); fi
}

# An input and all that it propagates; `$1` is native or host.
_findInput() {
    local kind=$1 pkg=$2 file next
    if [ -n "${_seenInputs["$kind $pkg"]-}" ]; then return 0; fi
    _seenInputs["$kind $pkg"]=1
    if ! [ -e "$pkg" ]; then
        nixErrorLog "build input $pkg does not exist"
        exit 1
    fi
    if [ "$kind" = native ]; then _nativePkgs+=("$pkg"); else _hostPkgs+=("$pkg"); fi
    for file in propagated-build-inputs propagated-native-build-inputs propagated-host-host-deps \
        propagated-build-build-deps propagated-build-target-deps propagated-target-target-deps; do
        if ! [ -f "$pkg/nix-support/$file" ]; then continue; fi
        for next in $(<"$pkg/nix-support/$file"); do
            case $kind-$file in
                host-propagated-build-inputs | host-propagated-host-host-deps | host-propagated-target-target-deps)
                    _findInput host "$next" ;;
                *) _findInput native "$next" ;;
            esac
        done
    done
}

# Puts a package on PATH and sources its setup hook; an input that is a file is such a hook itself.
_activateInput() {
    local kind=$1 pkg=$2 hook=
    local hostOffset=0 targetOffset=1
    if [ "$kind" = native ]; then hostOffset=-1 targetOffset=0; fi
    if [ -f "$pkg" ]; then
        hook=$pkg
    elif [ -d "$pkg" ]; then
        if [ "$kind" = native ] || [ -z "${strictDeps-}" ]; then addToSearchPath _PATH "$pkg/bin"; fi
        if [ "$kind" = native ]; then
            addToSearchPath XDG_DATA_DIRS "$pkg/share"
        else
            addToSearchPath HOST_PATH "$pkg/bin"
        fi
        if [ -f "$pkg/nix-support/setup-hook" ]; then hook=$pkg/nix-support/setup-hook; fi
    fi
    if [ -n "$hook" ]; then
        set +u
        source "$hook"
        set -u
    fi
}

collectInputs() {
    local pkg hook
    for pkg in ${depsBuildBuild-} ${depsBuildBuildPropagated-} ${nativeBuildInputs-} ${propagatedNativeBuildInputs-} \
        ${depsBuildTarget-} ${depsBuildTargetPropagated-}; do _findInput native "$pkg"; done
    for pkg in ${depsHostHost-} ${depsHostHostPropagated-} ${buildInputs-} ${propagatedBuildInputs-} \
        ${depsTargetTarget-} ${depsTargetTargetPropagated-}; do _findInput host "$pkg"; done
    for pkg in ${_nativePkgs+"${_nativePkgs[@]}"}; do _activateInput native "$pkg"; done
    for pkg in ${_hostPkgs+"${_hostPkgs[@]}"}; do _activateInput host "$pkg"; done
    for pkg in ${_nativePkgs+"${_nativePkgs[@]}"}; do
        for hook in ${nativeEnvHooks+"${nativeEnvHooks[@]}"}; do _runCode "$hook" "$pkg"; done
    done
    for pkg in ${_hostPkgs+"${_hostPkgs[@]}"}; do
        for hook in ${hostEnvHooks+"${hostEnvHooks[@]}"} ${envHooks+"${envHooks[@]}"}; do _runCode "$hook" "$pkg"; done
    done
}

# In a shell, PATH ends in the paths of the host and then those of the user; only the last of equal entries counts, so
# that the order is the user's own.
hostPathLast() {
    local entries entry i j result=
    IFS=: read -r -a entries <<<"$PATH"
    for ((i = 0; i < ${#entries[@]}; i++)); do
        entry=${entries[i]}
        if [ "$entry" = /usr/bin ] || [ "$entry" = /bin ]; then
            for ((j = i + 1; j < ${#entries[@]}; j++)); do
                if [ "${entries[j]}" = "$entry" ]; then continue 2; fi
            done
        fi
        result+="${result:+:}$entry"
    done
    PATH=$result
}
