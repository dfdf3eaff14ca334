# Hooks: a hook NAME is a function or a variable of code called NAME, and all entries of an array called NAMEs.

# Runs the function `$1` with the other arguments, or evaluates `$1` as code, without nounset.
_runCode() {
    local nounset=0
    case $- in *u*) nounset=1 ;; esac
    set +u
    if declare -F -- "$1" >/dev/null 2>&1; then "$@"; else eval "$1"; fi
    if [ $nounset = 1 ]; then set -u; fi
}

# The function or variable called `$1`; $2 is the status where there is none.
_runImplicitHook() {
    if declare -F -- "$1" >/dev/null; then
        _runCode "$1"
    elif [ -n "${!1-}" ]; then
        _runCode "${!1}"
    else
        return "$2"
    fi
}

# Every hook called `$1`; the other arguments reach the entries of the array.
runHook() {
    local hookName=$1
    shift
    local slice="${hookName%Hook}Hooks[@]" hook
    _runImplicitHook "$hookName" 0
    for hook in ${!slice+"${!slice}"}; do _runCode "$hook" "$@"; done
}

# The first hook called `$1` that succeeds; fails where none does.
runOneHook() {
    local hookName=$1
    shift
    local slice="${hookName%Hook}Hooks[@]" hook
    if _runImplicitHook "$hookName" 1; then return 0; fi
    for hook in ${!slice+"${!slice}"}; do
        if _runCode "$hook" "$@"; then return 0; fi
    done
    return 1
}

exitHandler() {
    local status=$?
    set +e
    if [ $status = 0 ]; then
        runHook exitHook
    else
        runHook failureHook
        if [ -n "${succeedOnFailure-}" ]; then
            echo "build failed with exit code $status (ignored)"
            mkdir -p "$out/nix-support"
            printf %s "$status" >"$out/nix-support/failed"
            exit 0
        fi
    fi
    exit $status
}

nixErrorLog() { echo "error: $*" >&2; }
nixWarnLog() { echo "warning: $*" >&2; }
nixInfoLog() { if [ "${NIX_DEBUG:-0}" -ge 3 ]; then echo "info: $*" >&2; fi; }
echoCmd() {
    printf '%s:' "$1"
    shift
    printf ' %q' "$@"
    echo
}
