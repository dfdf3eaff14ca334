# The phases from configurePhase to distPhase for sources with a configure script and a Makefile; nothing is done where
# there is neither.

configurePhase() {
    runHook preConfigure
    if [ -z "${configureScript-}" ] && [ -x ./configure ]; then configureScript=./configure; fi
    if [ -n "${configureScript-}" ]; then
        local -a flags=()
        if [ -z "${dontAddPrefix-}" ] && [ -n "$prefix" ]; then flags+=("${prefixKey:---prefix=}$prefix"); fi
        if [ -f "$configureScript" ] && [ -z "${dontAddDisableDepTrack-}" ] && grep -q dependency-tracking "$configureScript"; then
            flags+=(--disable-dependency-tracking)
        fi
        if [ -f "$configureScript" ] && [ -z "${dontDisableStatic-}" ] && grep -q enable-static "$configureScript"; then
            flags+=(--disable-static)
        fi
        concatTo flags configureFlags configureFlagsArray
        echoCmd 'configure flags' ${flags+"${flags[@]}"}
        $configureScript ${flags+"${flags[@]}"}
    else
        echo "no configure script, doing nothing"
    fi
    runHook postConfigure
}

_hasMakefile() { [ -n "${makefile-}" ] || [ -e Makefile ] || [ -e makefile ] || [ -e GNUmakefile ]; }

# make with the flags that all phases share; `$1` names the variable that allows parallel jobs, the rest are flags.
_make() {
    local parallel=$1
    shift
    local -a flags=("SHELL=$SHELL")
    if [ -n "${!parallel-}" ]; then flags=("-j$NIX_BUILD_CORES" "${flags[@]}"); fi
    concatTo flags makeFlags makeFlagsArray
    flags+=("$@")
    echoCmd 'make flags' "${flags[@]}"
    make ${makefile:+-f "$makefile"} "${flags[@]}"
}

buildPhase() {
    runHook preBuild
    if [ -z "${makeFlags-}" ] && ! _hasMakefile; then
        echo "no Makefile or custom buildPhase, doing nothing"
    else
        local -a flags=()
        concatTo flags buildFlags buildFlagsArray
        _make enableParallelBuilding ${flags+"${flags[@]}"}
    fi
    runHook postBuild
}

checkPhase() {
    runHook preCheck
    if ! _hasMakefile; then
        echo "no Makefile or custom checkPhase, doing nothing"
    else
        if [ -z "${checkTarget-}" ]; then
            if make -n ${makefile:+-f "$makefile"} check >/dev/null 2>&1; then
                checkTarget=check
            elif make -n ${makefile:+-f "$makefile"} test >/dev/null 2>&1; then
                checkTarget=test
            fi
        fi
        if [ -z "${checkTarget-}" ]; then
            echo "no check/test target in ${makefile:-Makefile}, doing nothing"
        else
            local -a flags=()
            concatTo flags checkFlags=VERBOSE=y checkFlagsArray checkTarget
            _make enableParallelChecking "${flags[@]}"
        fi
    fi
    runHook postCheck
}

installPhase() {
    runHook preInstall
    if [ -z "${makeFlags-}" ] && ! _hasMakefile; then
        echo "no Makefile or custom installPhase, doing nothing"
    else
        if [ -n "$prefix" ]; then mkdir -p "$prefix"; fi
        local -a flags=()
        concatTo flags installFlags installFlagsArray installTargets=install
        _make enableParallelInstalling "${flags[@]}"
    fi
    runHook postInstall
}

installCheckPhase() {
    runHook preInstallCheck
    if ! _hasMakefile || ! make -n ${makefile:+-f "$makefile"} "${installCheckTarget:-installcheck}" >/dev/null 2>&1; then
        echo "no installcheck target, doing nothing"
    else
        local -a flags=()
        concatTo flags installCheckFlags installCheckFlagsArray installCheckTarget=installcheck
        _make enableParallelChecking "${flags[@]}"
    fi
    runHook postInstallCheck
}

distPhase() {
    runHook preDist
    local -a flags=()
    concatTo flags distFlags distFlagsArray distTarget=dist
    _make enableParallelBuilding "${flags[@]}"
    if [ "${dontCopyDist:-0}" != 1 ]; then
        mkdir -p "$out/tarballs"
        cp -pvd ${tarballs:-*.tar.gz} "$out/tarballs"
    fi
    runHook postDist
}
