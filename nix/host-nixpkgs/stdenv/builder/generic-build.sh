# Runs `buildCommand` where there is one, else the phases in order.

# Whether the phase `$1` is switched off: some run unless told not to, the checks and dist only when told to.
_isSkipped() {
    case "$1" in
        unpackPhase) [ -n "${dontUnpack-}" ] ;;
        patchPhase) [ -n "${dontPatch-}" ] ;;
        configurePhase) [ -n "${dontConfigure-}" ] ;;
        buildPhase) [ -n "${dontBuild-}" ] ;;
        checkPhase) [ -z "${doCheck-}" ] ;;
        installPhase) [ -n "${dontInstall-}" ] ;;
        fixupPhase) [ -n "${dontFixup-}" ] ;;
        installCheckPhase) [ -z "${doInstallCheck-}" ] ;;
        distPhase) [ -z "${doDist-}" ] ;;
        *) false ;;
    esac
}

runPhase() {
    local curPhase=$1
    if _isSkipped "$curPhase"; then return 0; fi
    if [ -n "${NIX_LOG_FD-}" ]; then printf '@nix { "action": "setPhase", "phase": "%s" }\n' "$curPhase" >&"$NIX_LOG_FD"; fi
    echo "Running phase: $curPhase"
    eval "${!curPhase:-$curPhase}"
    if [ "$curPhase" = unpackPhase ]; then
        # A source root that cannot be entered is a wrong `sourceRoot`, not a phase to go on from.
        if [ -n "${sourceRoot-}" ]; then chmod +x -- "$sourceRoot"; fi
        cd -- "${sourceRoot:-.}"
    fi
}

definePhases() {
    if [ -n "${phases-}" ]; then return 0; fi
    phases="${prePhases-} unpackPhase patchPhase ${preConfigurePhases-} configurePhase ${preBuildPhases-} buildPhase \
        checkPhase ${preInstallPhases-} installPhase ${preFixupPhases-} fixupPhase installCheckPhase \
        ${preDistPhases-} distPhase ${postPhases-}"
}

genericBuild() {
    export GZIP_NO_TIMESTAMPS=1
    if [ -f "${buildCommandPath-}" ]; then
        source "$buildCommandPath"
        return
    fi
    if [ -n "${buildCommand-}" ]; then
        eval "$buildCommand"
        return
    fi
    definePhases
    local phase
    for phase in $phases; do runPhase "$phase"; done
}
