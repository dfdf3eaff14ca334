# installBin, installManPage and installShellCompletion: files to where programs, manuals and completions lie.

installBin() {
    local file
    for file in "$@"; do install -Dm755 -T "$file" "${!outputBin}/bin/$(stripHash "$file")"; done
}

installManPage() {
    local file name section
    for file in "$@"; do
        name=$(stripHash "$file")
        section=${name%.gz}
        section=${section##*.}
        if ! [[ "$section" =~ ^[0-9n] ]]; then
            nixErrorLog "installManPage: file name missing manual section suffix: $name"
            return 1
        fi
        install -Dm644 -T "$file" "${!outputMan}/share/man/man${section:0:1}/$name"
    done
}

# Options: --bash, --fish, --zsh (else by the file's ending), --name NAME, --cmd NAME, -- .
installShellCompletion() {
    local shell= name= command= file target
    while [ $# != 0 ]; do
        case "$1" in
            --bash | --fish | --zsh) shell=${1#--} ;;
            --name) name=$2; shift ;;
            --cmd) command=$2; shift ;;
            --) ;;
            *)
                file=$1
                local kind=$shell
                if [ -z "$kind" ]; then kind=${file##*.}; fi
                target=$name
                if [ -z "$target" ] && [ -n "$command" ]; then
                    case "$kind" in bash) target=$command.bash ;; fish) target=$command.fish ;; zsh) target=_$command ;; esac
                fi
                if [ -z "$target" ]; then target=$(stripHash "$file"); fi
                case "$kind" in
                    bash) target=share/bash-completion/completions/$target ;;
                    fish) target=share/fish/vendor_completions.d/$target ;;
                    zsh) target=share/zsh/site-functions/_${target#_}; target=${target%.zsh} ;;
                    *) nixErrorLog "installShellCompletion: cannot infer the shell of $file"; return 1 ;;
                esac
                mkdir -p "$(dirname "${!outputBin}/$target")"
                cat -- "$file" >"${!outputBin}/$target"
                name=
                ;;
        esac
        shift
    done
}
