# makeWrapper PROGRAM WRAPPER OPTION… and wrapProgram PROGRAM OPTION…, with nixpkgs' options; the wrapper is a bash
# script that sets variables and starts PROGRAM.

makeWrapper() {
    local original=$1 wrapper=$2 flags= appended= argv0='"$0"' lines= file separator value
    local resolve=exec
    shift 2
    if ! [ -x "$original" ] || [ -d "$original" ]; then
        echo "Builder: Cannot wrap '$original' because it is not an executable file" >&2
        return 1
    fi
    while [ $# != 0 ]; do
        case "$1" in
            --set) lines+="export $2=${3@Q}"$'\n'; shift 3 ;;
            --set-default) lines+="export $2=\${$2-${3@Q}}"$'\n'; shift 3 ;;
            --unset) lines+="unset $2"$'\n'; shift 2 ;;
            --chdir) lines+="cd ${2@Q}"$'\n'; shift 2 ;;
            --run) lines+="$2"$'\n'; shift 2 ;;
            --add-flag) flags+=" ${2@Q}"; shift 2 ;;
            --add-flags) flags+=" $2"; shift 2 ;;
            --append-flag) appended+=" ${2@Q}"; shift 2 ;;
            --append-flags) appended+=" $2"; shift 2 ;;
            --argv0) argv0=${2@Q}; shift 2 ;;
            --inherit-argv0) argv0='"$0"'; shift ;;
            --resolve-argv0) shift ;;
            --prefix | --suffix | --prefix-contents | --suffix-contents)
                separator=$3 value=$4
                case "$1" in
                    *-contents) value=$(for file in $4; do tr '\n' "$separator" <"$file"; done) ;;
                esac
                case "$1" in
                    --prefix*) lines+="export $2=${value@Q}\${$2:+${separator@Q}\$$2}"$'\n' ;;
                    *) lines+="export $2=\${$2:+\$$2${separator@Q}}${value@Q}"$'\n' ;;
                esac
                shift 4
                ;;
            *)
                echo "makeWrapper doesn't understand the arg $1" >&2
                return 1
                ;;
        esac
    done
    mkdir -p "$(dirname "$wrapper")"
    printf '#!/bin/bash -e\n%s%s -a %s %q%s "$@"%s\n' "$lines" "$resolve" "$argv0" "$original" "$flags" "$appended" >"$wrapper"
    chmod +x "$wrapper"
}
makeShellWrapper() { makeWrapper "$@"; }

wrapProgram() {
    local program=$1 hidden
    hidden=$(dirname "$program")/.$(basename "$program")-wrapped
    while [ -e "$hidden" ]; do hidden+=_; done
    mv "$program" "$hidden"
    makeWrapper "$hidden" "$program" --inherit-argv0 "${@:2}"
}
wrapProgramShell() { wrapProgram "$@"; }
