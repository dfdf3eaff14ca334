# Replacing text in files, with nixpkgs' own options.

# substituteStream NAME DESCRIPTION OPTION…: changes the text in the variable NAME. Its own variables begin with `_`, so
# that --subst-var sees those of the build.
substituteStream() {
    local _name=$1 _description=$2 _text _pattern _replacement _mode
    shift 2
    _text=${!_name}
    while [ $# != 0 ]; do
        _mode=$1
        case "$_mode" in
            --replace | --replace-fail | --replace-warn | --replace-quiet)
                _pattern=$2 _replacement=$3
                shift 3
                ;;
            --subst-var)
                if ! [[ "$2" =~ ^[a-zA-Z_][a-zA-Z0-9_]*$ ]]; then
                    echo "substituteStream(): ERROR: substitution variables must be valid Bash names, \"$2\" isn't." >&2
                    return 1
                fi
                if [ -z "${!2+set}" ]; then
                    echo "substituteStream(): ERROR: variable \$$2 is unset" >&2
                    return 1
                fi
                _pattern=@$2@ _replacement=${!2}
                shift 2
                ;;
            --subst-var-by)
                _pattern=@$2@ _replacement=$3
                shift 3
                ;;
            *)
                echo "substituteStream(): ERROR: Invalid command line argument: $_mode" >&2
                return 1
                ;;
        esac
        if [[ "$_text" != *"$_pattern"* ]]; then
            case "$_mode" in
                --replace-fail)
                    printf 'substituteStream() in derivation %s: ERROR: pattern %q doesn'\''t match anything in %s\n' \
                        "${name-${pname-}}" "$_pattern" "$_description" >&2
                    return 1
                    ;;
                --replace | --replace-warn)
                    printf 'substituteStream(): WARNING: pattern %q doesn'\''t match anything in %s\n' "$_pattern" "$_description" >&2
                    ;;
            esac
            continue
        fi
        _text=${_text//"$_pattern"/"$_replacement"}
    done
    printf -v "$_name" %s "$_text"
}

substitute() {
    local _input=$1 _output=$2 _substituted
    shift 2
    if ! [ -f "$_input" ]; then
        echo "substitute(): ERROR: file '$_input' does not exist" >&2
        return 1
    fi
    # `read` gives the whole text and fails at its end; text with NUL is not for substitution.
    if IFS= read -r -d '' _substituted <"$_input"; then
        echo "substitute(): ERROR: Input null bytes, won't process" >&2
        return 1
    fi
    substituteStream _substituted "file '$_input'" "$@" || return 1
    if [ -e "$_output" ]; then chmod +w "$_output"; fi
    printf %s "$_substituted" >"$_output"
}

substituteInPlace() {
    local -a files=()
    local file
    while [ $# != 0 ] && [[ "$1" != -* ]]; do
        files+=("$1")
        shift
    done
    if [ ${#files[@]} = 0 ]; then
        echo "substituteInPlace(): ERROR: no files were given" >&2
        return 1
    fi
    for file in "${files[@]}"; do substitute "$file" "$file" "$@"; done
}

_lowerCaseVariables() {
    local -n _options=$1
    local variable
    _options=()
    for variable in $(compgen -e); do
        if [[ "$variable" =~ ^[a-z][a-zA-Z0-9_]*$ ]]; then _options+=(--subst-var "$variable"); fi
    done
}

# Replaces @name@ by each exported variable whose name starts with a lower-case letter.
substituteAll() {
    local -a options
    _lowerCaseVariables options
    substitute "$1" "$2" ${options+"${options[@]}"}
}
substituteAllInPlace() { substituteAll "$1" "$1"; }
