// Renders the script that has a shell complete a program: takes the program's name and the shell, gives its text.

export const shells = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof shells)[number];

/**
 * Each script asks the program itself, `PROGRAM complete -- WORDS`, so that it is never behind an update of the program.
 * The answer's first line says what else fits: `words` for nothing, `files` or `folders`; the others are candidates, each
 * with a tab and what it means. The words are arguments of the program, and never evaluated by the shell.
 */
export function completionScript(shell: Shell, program: string): string {
  return renderers[shell](program, program.replaceAll('-', '_'));
}

const renderers: Readonly<Record<Shell, (program: string, name: string) => string>> = {
  bash: (program, name) => `# bash completion of ${program}, made by: ${program} completion bash
# In ~/.bashrc: source <(${program} completion bash)

_${name}() {
  local wanted text
  COMPREPLY=()
  {
    read -r wanted
    while IFS=$'\\t' read -r text _; do COMPREPLY+=("$text"); done
  } < <(command ${program} complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
  case $wanted in
    files) compopt -o default ;;
    folders) compopt -o dirnames ;;
  esac
}

complete -F _${name} ${program}
`,
  zsh: (program) => `#compdef ${program}
# zsh completion of ${program}, made by: ${program} completion zsh
# In ~/.zshrc: source <(${program} completion zsh)

_${program}() {
  local line wanted
  local -a lines candidates
  lines=("\${(@f)$(command ${program} complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  wanted=$lines[1]
  for line in "\${(@)lines[2,-1]}"; do
    candidates+=("\${\${line%%$'\\t'*}//:/\\\\:}:\${line#*$'\\t'}")
  done
  (( $#candidates )) && _describe -V '${program}' candidates
  [[ $PREFIX == --*=* ]] && [[ $wanted != words ]] && compset -P '*='
  case $wanted in
    files) _files ;;
    folders) _files -/ ;;
  esac
}

if [[ $funcstack[1] == _${program} ]]; then
  _${program} "$@"
else
  (( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
  compdef _${program} ${program}
fi
`,
  fish: (program, name) => `# fish completion of ${program}, made by: ${program} completion fish
# In ~/.config/fish/config.fish: ${program} completion fish | source

function __${name}_complete
    set -l word (commandline -ct)
    set -l words (commandline -opc) "$word"
    set -e words[1]
    set -l lines (command ${program} complete -- $words 2>/dev/null)
    set -l wanted "$lines[1]"
    set -e lines[1]
    if test (count $lines) -gt 0
        printf '%s\\n' $lines
    end
    set -l before (string match -r -- '^--[^=]*=' "$word")
    set -l start (string replace -r -- '^--[^=]*=' '' "$word")
    switch "$wanted"
        case files
            for path in (__fish_complete_path "$start")
                printf '%s%s\\n' "$before" $path
            end
        case folders
            for path in (__fish_complete_directories "$start")
                printf '%s%s\\n' "$before" $path
            end
    end
end

complete -c ${program} -f -k -a '(__${name}_complete)'
`,
};
