# Completion of galley's command line for bash.
_galley() {
    local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command=${COMP_WORDS[1]}
    local everywhere='--json --quiet --color --help'
    local issues="$everywhere --theme --preset --draft --strict --verbose --jobs"
    if [ "$COMP_CWORD" -eq 1 ]; then
        mapfile -t COMPREPLY < <(compgen -W 'build check import new show --help --version' -- "$current")
        return
    fi
    case $previous in
    -t | --format) mapfile -t COMPREPLY < <(compgen -W 'epub press screen all' -- "$current") && return ;;
    -o | --output | --into | --uploads) mapfile -t COMPREPLY < <(compgen -d -- "$current") && return ;;
    --color) mapfile -t COMPREPLY < <(compgen -W 'auto always never' -- "$current") && return ;;
    --for) mapfile -t COMPREPLY < <(compgen -W 'kindle kobo apple adobe all press' -- "$current") && return ;;
    --preset) mapfile -t COMPREPLY < <(compgen -W 'generic newspaper kdp' -- "$current") && return ;;
    --theme | --jobs) return ;;
    esac
    if [[ $current == -* ]]; then
        case $command in
        build) mapfile -t COMPREPLY < <(compgen -W "$issues --format --output --again" -- "$current") ;;
        check) mapfile -t COMPREPLY < <(compgen -W "$issues --for" -- "$current") ;;
        show) mapfile -t COMPREPLY < <(compgen -W "$issues --diff --changed --format --output" -- "$current") ;;
        import) mapfile -t COMPREPLY < <(compgen -W "$everywhere --into --since --until --category --uploads --force --dry-run --strict" -- "$current") ;;
        new) mapfile -t COMPREPLY < <(compgen -W "$everywhere --theme" -- "$current") ;;
        esac
    else
        compopt -o filenames
        mapfile -t COMPREPLY < <(compgen -f -- "$current")
    fi
}
complete -F _galley galley
