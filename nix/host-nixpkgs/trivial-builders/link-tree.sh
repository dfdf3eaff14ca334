# linkTree FROM TO PRIORITY: sourced by joins; puts a link below TO for each file below FROM, folders made anew.
# A file that is there already stays. `onCollision` says what else: `keep` nothing; `check` that both have the same
# content and mode; `refuse` fails. Between different priorities the earlier one, the lower number, stays silently.

declare -A linkPriorities=()

linkTree() {
    local from=$1 to=$2 priority=${3-0} entry name target
    local -a links=()
    if [ -L "$to" ] && [ -d "$to" ]; then
        # A link to a folder becomes a folder of links, so that both sides have their files in it.
        target=$(readlink -f -- "$to")
        rm -- "$to"
        mkdir -p -- "$to"
        linkTree "$target" "$to" "${linkPriorities["$to"]-0}"
    fi
    mkdir -p -- "$to"
    for entry in "$from"/* "$from"/.[!.]* "$from"/..?*; do
        name=${entry##*/}
        if [ -d "$entry" ] && { ! [ -L "$entry" ] || [ -d "$to/$name" ]; }; then
            linkTree "$entry" "$to/$name" "$priority"
        elif [ -e "$to/$name" ] || [ -L "$to/$name" ]; then
            _linkCollision "$entry" "$to/$name" "$priority"
        else
            links+=("$entry")
            linkPriorities["$to/$name"]=$priority
        fi
    done
    if [ ${#links[@]} != 0 ]; then printf '%s\0' "${links[@]}" | xargs -0 ln -s -t "$to" --; fi
}

_linkCollision() {
    local new=$1 old=$2 priority=$3
    if [ "${onCollision:-keep}" = keep ] || [ "${linkPriorities["$old"]-0}" != "$priority" ]; then return 0; fi
    if [ "$(readlink -f -- "$new")" = "$(readlink -f -- "$old")" ]; then return 0; fi
    if [ "$onCollision" = check ] && cmp -s -- "$new" "$old" &&
        [ "$(stat -L -c %a -- "$new")" = "$(stat -L -c %a -- "$old")" ]; then return 0; fi
    echo "error: two given paths contain a conflicting subpath: $new and $(readlink -- "$old"); priorities are both $priority" >&2
    exit 1
}
