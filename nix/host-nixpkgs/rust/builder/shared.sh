# What all phases of a crate use.

say() {
    if [ "$colors" = always ]; then printf '\033[0;1;32m%s\033[0m\n' "$*"; else printf '%s\n' "$*"; fi
}

# Runs a command, printed before where the crate is `verbose`.
noisily() {
    if [ -n "$verbose" ]; then echoCmd Running "$@"; fi
    "$@"
}

# rustc with the options of the phase, split at blanks, and then the arguments.
compile() { noisily rustc $RUSTC_OPTIONS --color "$colors" --cap-lints "$capLints" "$@"; }
