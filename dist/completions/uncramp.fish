# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_uncramp_global_optspecs
    string join \n theme= color= plain ascii no-mouse bell voice= motion no-motion no-awake data-dir= config= no-save speed= region= h/help V/version
end

function __fish_uncramp_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_uncramp_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_uncramp_using_subcommand
    set -l cmd (__fish_uncramp_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c uncramp -n "__fish_uncramp_needs_command" -l theme -d 'Theme; auto is night from 22:00 to 06:00, otherwise dark' -r -f -a "auto\t''
night\t''
dark\t''
light\t''
high-contrast\t''
mono\t''"
complete -c uncramp -n "__fish_uncramp_needs_command" -l color -d 'Use of colours; auto follows NO_COLOR and the terminal' -r -f -a "auto\t''
always\t''
never\t''"
complete -c uncramp -n "__fish_uncramp_needs_command" -l voice -d 'Speak what plain mode prints, through the first speech program found or through COMMAND' -r -f
complete -c uncramp -n "__fish_uncramp_needs_command" -l data-dir -d 'Folder of the diary' -r -f -a "(__fish_complete_directories)"
complete -c uncramp -n "__fish_uncramp_needs_command" -l config -d 'Settings file; uncramp config --defaults prints one' -r -F
complete -c uncramp -n "__fish_uncramp_needs_command" -l speed -d 'Run the clock N times faster (1 to 600), for demonstrations' -r -f
complete -c uncramp -n "__fish_uncramp_needs_command" -l region -d 'Show the phone numbers of this region: GB, NI, IE, EU, US, CA, AU or NZ' -r -f -a "GB\t''
NI\t''
EU\t''
IE\t''
US\t''
CA\t''
AU\t''
NZ\t''"
complete -c uncramp -n "__fish_uncramp_needs_command" -l plain -d 'Plain lines in and out, for screen readers and scripts'
complete -c uncramp -n "__fish_uncramp_needs_command" -l ascii -d 'ASCII alone: no lines, dots or signs beyond it'
complete -c uncramp -n "__fish_uncramp_needs_command" -l no-mouse -d 'Leave the mouse to the terminal'
complete -c uncramp -n "__fish_uncramp_needs_command" -l bell -d 'Ring the terminal\'s bell at each new step of a stretch'
complete -c uncramp -n "__fish_uncramp_needs_command" -l motion -d 'Figures move even in the night theme'
complete -c uncramp -n "__fish_uncramp_needs_command" -l no-motion -d 'Figures never move'
complete -c uncramp -n "__fish_uncramp_needs_command" -l no-awake -d 'Let the display go to sleep while a stretch runs'
complete -c uncramp -n "__fish_uncramp_needs_command" -l no-save -d 'Write nothing: no diary and no choices; only the file that -o names'
complete -c uncramp -n "__fish_uncramp_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c uncramp -n "__fish_uncramp_needs_command" -s V -l version -d 'Print version'
complete -c uncramp -n "__fish_uncramp_needs_command" -f -a "now" -d 'A cramp, now: straight into the stretch, hands free to the end'
complete -c uncramp -n "__fish_uncramp_needs_command" -f -a "search" -d 'Find words anywhere in the guide'
complete -c uncramp -n "__fish_uncramp_needs_command" -f -a "delete" -d 'Delete an entry of the diary'
complete -c uncramp -n "__fish_uncramp_needs_command" -f -a "undo" -d 'Take back the last change that a command made in the diary'
complete -c uncramp -n "__fish_uncramp_needs_command" -f -a "diary" -d 'Read the diary, or look after its file'
complete -c uncramp -n "__fish_uncramp_needs_command" -f -a "report" -d 'One page for a clinician, from what is recorded'
complete -c uncramp -n "__fish_uncramp_needs_command" -f -a "export" -d 'Write the whole diary to a file, to keep or to take elsewhere'
complete -c uncramp -n "__fish_uncramp_needs_command" -f -a "import" -d 'Add the entries of a file that export wrote; no entry of the diary is changed'
complete -c uncramp -n "__fish_uncramp_needs_command" -f -a "config" -d 'The settings in force, and where each of them comes from'
complete -c uncramp -n "__fish_uncramp_needs_command" -f -a "paths" -d 'Print the places of the diary, the settings and your own routines'
complete -c uncramp -n "__fish_uncramp_needs_command" -f -a "completions" -d 'Print a script that lets a shell complete commands, options and ids'
complete -c uncramp -n "__fish_uncramp_needs_command" -f -a "man" -d 'Print the manual page'
complete -c uncramp -n "__fish_uncramp_needs_command" -f -a "review" -d 'The sheets on which clinicians sign the content, as one HTML file to print'
complete -c uncramp -n "__fish_uncramp_needs_command" -f -a "stretch" -d 'Run a routine by its id, or choose one on the screen'
complete -c uncramp -n "__fish_uncramp_needs_command" -f -a "check" -d 'Warning signs: how urgently to get help'
complete -c uncramp -n "__fish_uncramp_needs_command" -f -a "show" -d 'Read the guide: a list of what there is, or one entry whole'
complete -c uncramp -n "__fish_uncramp_needs_command" -f -a "log" -d 'Add to the diary: a cramp, a night without one, bedtime stretches, a medicine'
complete -c uncramp -n "__fish_uncramp_needs_command" -f -a "edit" -d 'Correct an entry of the diary'
complete -c uncramp -n "__fish_uncramp_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c uncramp -n "__fish_uncramp_using_subcommand now" -l muscle -d 'The same as an option' -r -f -a "calf\t''
foot\t''
shin\t''
thigh\t''
hamstring\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand now" -l leg -d 'Which leg, so that the screen can name it' -r -f -a "left\t''
right\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand now" -l theme -d 'Theme; auto is night from 22:00 to 06:00, otherwise dark' -r -f -a "auto\t''
night\t''
dark\t''
light\t''
high-contrast\t''
mono\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand now" -l color -d 'Use of colours; auto follows NO_COLOR and the terminal' -r -f -a "auto\t''
always\t''
never\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand now" -l voice -d 'Speak what plain mode prints, through the first speech program found or through COMMAND' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand now" -l data-dir -d 'Folder of the diary' -r -f -a "(__fish_complete_directories)"
complete -c uncramp -n "__fish_uncramp_using_subcommand now" -l config -d 'Settings file; uncramp config --defaults prints one' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand now" -l speed -d 'Run the clock N times faster (1 to 600), for demonstrations' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand now" -l region -d 'Show the phone numbers of this region: GB, NI, IE, EU, US, CA, AU or NZ' -r -f -a "GB\t''
NI\t''
EU\t''
IE\t''
US\t''
CA\t''
AU\t''
NZ\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand now" -l plain -d 'Plain lines in and out, for screen readers and scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand now" -l ascii -d 'ASCII alone: no lines, dots or signs beyond it'
complete -c uncramp -n "__fish_uncramp_using_subcommand now" -l no-mouse -d 'Leave the mouse to the terminal'
complete -c uncramp -n "__fish_uncramp_using_subcommand now" -l bell -d 'Ring the terminal\'s bell at each new step of a stretch'
complete -c uncramp -n "__fish_uncramp_using_subcommand now" -l motion -d 'Figures move even in the night theme'
complete -c uncramp -n "__fish_uncramp_using_subcommand now" -l no-motion -d 'Figures never move'
complete -c uncramp -n "__fish_uncramp_using_subcommand now" -l no-awake -d 'Let the display go to sleep while a stretch runs'
complete -c uncramp -n "__fish_uncramp_using_subcommand now" -l no-save -d 'Write nothing: no diary and no choices; only the file that -o names'
complete -c uncramp -n "__fish_uncramp_using_subcommand now" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c uncramp -n "__fish_uncramp_using_subcommand search" -l theme -d 'Theme; auto is night from 22:00 to 06:00, otherwise dark' -r -f -a "auto\t''
night\t''
dark\t''
light\t''
high-contrast\t''
mono\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand search" -l color -d 'Use of colours; auto follows NO_COLOR and the terminal' -r -f -a "auto\t''
always\t''
never\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand search" -l voice -d 'Speak what plain mode prints, through the first speech program found or through COMMAND' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand search" -l data-dir -d 'Folder of the diary' -r -f -a "(__fish_complete_directories)"
complete -c uncramp -n "__fish_uncramp_using_subcommand search" -l config -d 'Settings file; uncramp config --defaults prints one' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand search" -l speed -d 'Run the clock N times faster (1 to 600), for demonstrations' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand search" -l region -d 'Show the phone numbers of this region: GB, NI, IE, EU, US, CA, AU or NZ' -r -f -a "GB\t''
NI\t''
EU\t''
IE\t''
US\t''
CA\t''
AU\t''
NZ\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand search" -l json -d 'For scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand search" -l plain -d 'Plain lines in and out, for screen readers and scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand search" -l ascii -d 'ASCII alone: no lines, dots or signs beyond it'
complete -c uncramp -n "__fish_uncramp_using_subcommand search" -l no-mouse -d 'Leave the mouse to the terminal'
complete -c uncramp -n "__fish_uncramp_using_subcommand search" -l bell -d 'Ring the terminal\'s bell at each new step of a stretch'
complete -c uncramp -n "__fish_uncramp_using_subcommand search" -l motion -d 'Figures move even in the night theme'
complete -c uncramp -n "__fish_uncramp_using_subcommand search" -l no-motion -d 'Figures never move'
complete -c uncramp -n "__fish_uncramp_using_subcommand search" -l no-awake -d 'Let the display go to sleep while a stretch runs'
complete -c uncramp -n "__fish_uncramp_using_subcommand search" -l no-save -d 'Write nothing: no diary and no choices; only the file that -o names'
complete -c uncramp -n "__fish_uncramp_using_subcommand search" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c uncramp -n "__fish_uncramp_using_subcommand delete" -l theme -d 'Theme; auto is night from 22:00 to 06:00, otherwise dark' -r -f -a "auto\t''
night\t''
dark\t''
light\t''
high-contrast\t''
mono\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand delete" -l color -d 'Use of colours; auto follows NO_COLOR and the terminal' -r -f -a "auto\t''
always\t''
never\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand delete" -l voice -d 'Speak what plain mode prints, through the first speech program found or through COMMAND' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand delete" -l data-dir -d 'Folder of the diary' -r -f -a "(__fish_complete_directories)"
complete -c uncramp -n "__fish_uncramp_using_subcommand delete" -l config -d 'Settings file; uncramp config --defaults prints one' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand delete" -l speed -d 'Run the clock N times faster (1 to 600), for demonstrations' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand delete" -l region -d 'Show the phone numbers of this region: GB, NI, IE, EU, US, CA, AU or NZ' -r -f -a "GB\t''
NI\t''
EU\t''
IE\t''
US\t''
CA\t''
AU\t''
NZ\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand delete" -l plain -d 'Plain lines in and out, for screen readers and scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand delete" -l ascii -d 'ASCII alone: no lines, dots or signs beyond it'
complete -c uncramp -n "__fish_uncramp_using_subcommand delete" -l no-mouse -d 'Leave the mouse to the terminal'
complete -c uncramp -n "__fish_uncramp_using_subcommand delete" -l bell -d 'Ring the terminal\'s bell at each new step of a stretch'
complete -c uncramp -n "__fish_uncramp_using_subcommand delete" -l motion -d 'Figures move even in the night theme'
complete -c uncramp -n "__fish_uncramp_using_subcommand delete" -l no-motion -d 'Figures never move'
complete -c uncramp -n "__fish_uncramp_using_subcommand delete" -l no-awake -d 'Let the display go to sleep while a stretch runs'
complete -c uncramp -n "__fish_uncramp_using_subcommand delete" -l no-save -d 'Write nothing: no diary and no choices; only the file that -o names'
complete -c uncramp -n "__fish_uncramp_using_subcommand delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c uncramp -n "__fish_uncramp_using_subcommand undo" -l theme -d 'Theme; auto is night from 22:00 to 06:00, otherwise dark' -r -f -a "auto\t''
night\t''
dark\t''
light\t''
high-contrast\t''
mono\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand undo" -l color -d 'Use of colours; auto follows NO_COLOR and the terminal' -r -f -a "auto\t''
always\t''
never\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand undo" -l voice -d 'Speak what plain mode prints, through the first speech program found or through COMMAND' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand undo" -l data-dir -d 'Folder of the diary' -r -f -a "(__fish_complete_directories)"
complete -c uncramp -n "__fish_uncramp_using_subcommand undo" -l config -d 'Settings file; uncramp config --defaults prints one' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand undo" -l speed -d 'Run the clock N times faster (1 to 600), for demonstrations' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand undo" -l region -d 'Show the phone numbers of this region: GB, NI, IE, EU, US, CA, AU or NZ' -r -f -a "GB\t''
NI\t''
EU\t''
IE\t''
US\t''
CA\t''
AU\t''
NZ\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand undo" -l plain -d 'Plain lines in and out, for screen readers and scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand undo" -l ascii -d 'ASCII alone: no lines, dots or signs beyond it'
complete -c uncramp -n "__fish_uncramp_using_subcommand undo" -l no-mouse -d 'Leave the mouse to the terminal'
complete -c uncramp -n "__fish_uncramp_using_subcommand undo" -l bell -d 'Ring the terminal\'s bell at each new step of a stretch'
complete -c uncramp -n "__fish_uncramp_using_subcommand undo" -l motion -d 'Figures move even in the night theme'
complete -c uncramp -n "__fish_uncramp_using_subcommand undo" -l no-motion -d 'Figures never move'
complete -c uncramp -n "__fish_uncramp_using_subcommand undo" -l no-awake -d 'Let the display go to sleep while a stretch runs'
complete -c uncramp -n "__fish_uncramp_using_subcommand undo" -l no-save -d 'Write nothing: no diary and no choices; only the file that -o names'
complete -c uncramp -n "__fish_uncramp_using_subcommand undo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -l nights -d 'Number of nights back' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -l from -d 'The first night (2026-10-01)' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -l to -d 'The last night; tonight unless given' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -l text -d 'Only entries with these words' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -l leg -d 'Only this leg' -r -f -a "left\t''
right\t''
both\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -l muscle -d 'Only this muscle' -r -f -a "calf\t''
foot\t''
shin\t''
thigh\t''
hamstring\t''
other\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -l theme -d 'Theme; auto is night from 22:00 to 06:00, otherwise dark' -r -f -a "auto\t''
night\t''
dark\t''
light\t''
high-contrast\t''
mono\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -l color -d 'Use of colours; auto follows NO_COLOR and the terminal' -r -f -a "auto\t''
always\t''
never\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -l voice -d 'Speak what plain mode prints, through the first speech program found or through COMMAND' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -l data-dir -d 'Folder of the diary' -r -f -a "(__fish_complete_directories)"
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -l config -d 'Settings file; uncramp config --defaults prints one' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -l speed -d 'Run the clock N times faster (1 to 600), for demonstrations' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -l region -d 'Show the phone numbers of this region: GB, NI, IE, EU, US, CA, AU or NZ' -r -f -a "GB\t''
NI\t''
EU\t''
IE\t''
US\t''
CA\t''
AU\t''
NZ\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -l ids -d 'Begin each line with the id of the entry, for edit and delete'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -l json -d 'Every field of every entry, for scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -l plain -d 'Plain lines in and out, for screen readers and scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -l ascii -d 'ASCII alone: no lines, dots or signs beyond it'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -l no-mouse -d 'Leave the mouse to the terminal'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -l bell -d 'Ring the terminal\'s bell at each new step of a stretch'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -l motion -d 'Figures move even in the night theme'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -l no-motion -d 'Figures never move'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -l no-awake -d 'Let the display go to sleep while a stretch runs'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -l no-save -d 'Write nothing: no diary and no choices; only the file that -o names'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -f -a "check" -d 'Check the file and count its entries; changes nothing'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -f -a "set-aside" -d 'Put a file that cannot be used out of the way, under another name; a new diary begins with the next entry'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and not __fish_seen_subcommand_from check set-aside recover" -f -a "recover" -d 'Put the newest whole copy in the place of a damaged diary; the damaged file is kept under another name'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from check" -l theme -d 'Theme; auto is night from 22:00 to 06:00, otherwise dark' -r -f -a "auto\t''
night\t''
dark\t''
light\t''
high-contrast\t''
mono\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from check" -l color -d 'Use of colours; auto follows NO_COLOR and the terminal' -r -f -a "auto\t''
always\t''
never\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from check" -l voice -d 'Speak what plain mode prints, through the first speech program found or through COMMAND' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from check" -l data-dir -d 'Folder of the diary' -r -f -a "(__fish_complete_directories)"
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from check" -l config -d 'Settings file; uncramp config --defaults prints one' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from check" -l speed -d 'Run the clock N times faster (1 to 600), for demonstrations' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from check" -l region -d 'Show the phone numbers of this region: GB, NI, IE, EU, US, CA, AU or NZ' -r -f -a "GB\t''
NI\t''
EU\t''
IE\t''
US\t''
CA\t''
AU\t''
NZ\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from check" -l json -d 'For scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from check" -l plain -d 'Plain lines in and out, for screen readers and scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from check" -l ascii -d 'ASCII alone: no lines, dots or signs beyond it'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from check" -l no-mouse -d 'Leave the mouse to the terminal'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from check" -l bell -d 'Ring the terminal\'s bell at each new step of a stretch'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from check" -l motion -d 'Figures move even in the night theme'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from check" -l no-motion -d 'Figures never move'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from check" -l no-awake -d 'Let the display go to sleep while a stretch runs'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from check" -l no-save -d 'Write nothing: no diary and no choices; only the file that -o names'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from set-aside" -l theme -d 'Theme; auto is night from 22:00 to 06:00, otherwise dark' -r -f -a "auto\t''
night\t''
dark\t''
light\t''
high-contrast\t''
mono\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from set-aside" -l color -d 'Use of colours; auto follows NO_COLOR and the terminal' -r -f -a "auto\t''
always\t''
never\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from set-aside" -l voice -d 'Speak what plain mode prints, through the first speech program found or through COMMAND' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from set-aside" -l data-dir -d 'Folder of the diary' -r -f -a "(__fish_complete_directories)"
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from set-aside" -l config -d 'Settings file; uncramp config --defaults prints one' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from set-aside" -l speed -d 'Run the clock N times faster (1 to 600), for demonstrations' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from set-aside" -l region -d 'Show the phone numbers of this region: GB, NI, IE, EU, US, CA, AU or NZ' -r -f -a "GB\t''
NI\t''
EU\t''
IE\t''
US\t''
CA\t''
AU\t''
NZ\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from set-aside" -l plain -d 'Plain lines in and out, for screen readers and scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from set-aside" -l ascii -d 'ASCII alone: no lines, dots or signs beyond it'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from set-aside" -l no-mouse -d 'Leave the mouse to the terminal'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from set-aside" -l bell -d 'Ring the terminal\'s bell at each new step of a stretch'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from set-aside" -l motion -d 'Figures move even in the night theme'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from set-aside" -l no-motion -d 'Figures never move'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from set-aside" -l no-awake -d 'Let the display go to sleep while a stretch runs'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from set-aside" -l no-save -d 'Write nothing: no diary and no choices; only the file that -o names'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from set-aside" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from recover" -l theme -d 'Theme; auto is night from 22:00 to 06:00, otherwise dark' -r -f -a "auto\t''
night\t''
dark\t''
light\t''
high-contrast\t''
mono\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from recover" -l color -d 'Use of colours; auto follows NO_COLOR and the terminal' -r -f -a "auto\t''
always\t''
never\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from recover" -l voice -d 'Speak what plain mode prints, through the first speech program found or through COMMAND' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from recover" -l data-dir -d 'Folder of the diary' -r -f -a "(__fish_complete_directories)"
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from recover" -l config -d 'Settings file; uncramp config --defaults prints one' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from recover" -l speed -d 'Run the clock N times faster (1 to 600), for demonstrations' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from recover" -l region -d 'Show the phone numbers of this region: GB, NI, IE, EU, US, CA, AU or NZ' -r -f -a "GB\t''
NI\t''
EU\t''
IE\t''
US\t''
CA\t''
AU\t''
NZ\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from recover" -l plain -d 'Plain lines in and out, for screen readers and scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from recover" -l ascii -d 'ASCII alone: no lines, dots or signs beyond it'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from recover" -l no-mouse -d 'Leave the mouse to the terminal'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from recover" -l bell -d 'Ring the terminal\'s bell at each new step of a stretch'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from recover" -l motion -d 'Figures move even in the night theme'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from recover" -l no-motion -d 'Figures never move'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from recover" -l no-awake -d 'Let the display go to sleep while a stretch runs'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from recover" -l no-save -d 'Write nothing: no diary and no choices; only the file that -o names'
complete -c uncramp -n "__fish_uncramp_using_subcommand diary; and __fish_seen_subcommand_from recover" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c uncramp -n "__fish_uncramp_using_subcommand report" -l nights -d 'Number of nights back, last night included' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand report" -l from -d 'The first night (2026-10-01)' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand report" -l to -d 'The last night; last night unless given' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand report" -l format -d 'Format of the page; text has 72 columns, html prints in black and white' -r -f -a "text\t''
html\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand report" -s o -l output -d 'The file to write; standard output unless given' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand report" -l theme -d 'Theme; auto is night from 22:00 to 06:00, otherwise dark' -r -f -a "auto\t''
night\t''
dark\t''
light\t''
high-contrast\t''
mono\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand report" -l color -d 'Use of colours; auto follows NO_COLOR and the terminal' -r -f -a "auto\t''
always\t''
never\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand report" -l voice -d 'Speak what plain mode prints, through the first speech program found or through COMMAND' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand report" -l data-dir -d 'Folder of the diary' -r -f -a "(__fish_complete_directories)"
complete -c uncramp -n "__fish_uncramp_using_subcommand report" -l config -d 'Settings file; uncramp config --defaults prints one' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand report" -l speed -d 'Run the clock N times faster (1 to 600), for demonstrations' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand report" -l region -d 'Show the phone numbers of this region: GB, NI, IE, EU, US, CA, AU or NZ' -r -f -a "GB\t''
NI\t''
EU\t''
IE\t''
US\t''
CA\t''
AU\t''
NZ\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand report" -l force -d 'Replace any file that is there'
complete -c uncramp -n "__fish_uncramp_using_subcommand report" -l plain -d 'Plain lines in and out, for screen readers and scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand report" -l ascii -d 'ASCII alone: no lines, dots or signs beyond it'
complete -c uncramp -n "__fish_uncramp_using_subcommand report" -l no-mouse -d 'Leave the mouse to the terminal'
complete -c uncramp -n "__fish_uncramp_using_subcommand report" -l bell -d 'Ring the terminal\'s bell at each new step of a stretch'
complete -c uncramp -n "__fish_uncramp_using_subcommand report" -l motion -d 'Figures move even in the night theme'
complete -c uncramp -n "__fish_uncramp_using_subcommand report" -l no-motion -d 'Figures never move'
complete -c uncramp -n "__fish_uncramp_using_subcommand report" -l no-awake -d 'Let the display go to sleep while a stretch runs'
complete -c uncramp -n "__fish_uncramp_using_subcommand report" -l no-save -d 'Write nothing: no diary and no choices; only the file that -o names'
complete -c uncramp -n "__fish_uncramp_using_subcommand report" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c uncramp -n "__fish_uncramp_using_subcommand export" -l format -d 'JSON or CSV; both hold everything, CSV is for spreadsheets' -r -f -a "json\t''
csv\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand export" -s o -l output -d 'The file to write; standard output unless given' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand export" -l theme -d 'Theme; auto is night from 22:00 to 06:00, otherwise dark' -r -f -a "auto\t''
night\t''
dark\t''
light\t''
high-contrast\t''
mono\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand export" -l color -d 'Use of colours; auto follows NO_COLOR and the terminal' -r -f -a "auto\t''
always\t''
never\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand export" -l voice -d 'Speak what plain mode prints, through the first speech program found or through COMMAND' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand export" -l data-dir -d 'Folder of the diary' -r -f -a "(__fish_complete_directories)"
complete -c uncramp -n "__fish_uncramp_using_subcommand export" -l config -d 'Settings file; uncramp config --defaults prints one' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand export" -l speed -d 'Run the clock N times faster (1 to 600), for demonstrations' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand export" -l region -d 'Show the phone numbers of this region: GB, NI, IE, EU, US, CA, AU or NZ' -r -f -a "GB\t''
NI\t''
EU\t''
IE\t''
US\t''
CA\t''
AU\t''
NZ\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand export" -l force -d 'Replace any file that is there'
complete -c uncramp -n "__fish_uncramp_using_subcommand export" -l plain -d 'Plain lines in and out, for screen readers and scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand export" -l ascii -d 'ASCII alone: no lines, dots or signs beyond it'
complete -c uncramp -n "__fish_uncramp_using_subcommand export" -l no-mouse -d 'Leave the mouse to the terminal'
complete -c uncramp -n "__fish_uncramp_using_subcommand export" -l bell -d 'Ring the terminal\'s bell at each new step of a stretch'
complete -c uncramp -n "__fish_uncramp_using_subcommand export" -l motion -d 'Figures move even in the night theme'
complete -c uncramp -n "__fish_uncramp_using_subcommand export" -l no-motion -d 'Figures never move'
complete -c uncramp -n "__fish_uncramp_using_subcommand export" -l no-awake -d 'Let the display go to sleep while a stretch runs'
complete -c uncramp -n "__fish_uncramp_using_subcommand export" -l no-save -d 'Write nothing: no diary and no choices; only the file that -o names'
complete -c uncramp -n "__fish_uncramp_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c uncramp -n "__fish_uncramp_using_subcommand import" -l theme -d 'Theme; auto is night from 22:00 to 06:00, otherwise dark' -r -f -a "auto\t''
night\t''
dark\t''
light\t''
high-contrast\t''
mono\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand import" -l color -d 'Use of colours; auto follows NO_COLOR and the terminal' -r -f -a "auto\t''
always\t''
never\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand import" -l voice -d 'Speak what plain mode prints, through the first speech program found or through COMMAND' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand import" -l data-dir -d 'Folder of the diary' -r -f -a "(__fish_complete_directories)"
complete -c uncramp -n "__fish_uncramp_using_subcommand import" -l config -d 'Settings file; uncramp config --defaults prints one' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand import" -l speed -d 'Run the clock N times faster (1 to 600), for demonstrations' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand import" -l region -d 'Show the phone numbers of this region: GB, NI, IE, EU, US, CA, AU or NZ' -r -f -a "GB\t''
NI\t''
EU\t''
IE\t''
US\t''
CA\t''
AU\t''
NZ\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand import" -l dry-run -d 'Only say what would be added'
complete -c uncramp -n "__fish_uncramp_using_subcommand import" -l json -d 'The counts and the rejected records, for scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand import" -l plain -d 'Plain lines in and out, for screen readers and scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand import" -l ascii -d 'ASCII alone: no lines, dots or signs beyond it'
complete -c uncramp -n "__fish_uncramp_using_subcommand import" -l no-mouse -d 'Leave the mouse to the terminal'
complete -c uncramp -n "__fish_uncramp_using_subcommand import" -l bell -d 'Ring the terminal\'s bell at each new step of a stretch'
complete -c uncramp -n "__fish_uncramp_using_subcommand import" -l motion -d 'Figures move even in the night theme'
complete -c uncramp -n "__fish_uncramp_using_subcommand import" -l no-motion -d 'Figures never move'
complete -c uncramp -n "__fish_uncramp_using_subcommand import" -l no-awake -d 'Let the display go to sleep while a stretch runs'
complete -c uncramp -n "__fish_uncramp_using_subcommand import" -l no-save -d 'Write nothing: no diary and no choices; only the file that -o names'
complete -c uncramp -n "__fish_uncramp_using_subcommand import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c uncramp -n "__fish_uncramp_using_subcommand config" -l theme -d 'Theme; auto is night from 22:00 to 06:00, otherwise dark' -r -f -a "auto\t''
night\t''
dark\t''
light\t''
high-contrast\t''
mono\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand config" -l color -d 'Use of colours; auto follows NO_COLOR and the terminal' -r -f -a "auto\t''
always\t''
never\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand config" -l voice -d 'Speak what plain mode prints, through the first speech program found or through COMMAND' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand config" -l data-dir -d 'Folder of the diary' -r -f -a "(__fish_complete_directories)"
complete -c uncramp -n "__fish_uncramp_using_subcommand config" -l config -d 'Settings file; uncramp config --defaults prints one' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand config" -l speed -d 'Run the clock N times faster (1 to 600), for demonstrations' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand config" -l region -d 'Show the phone numbers of this region: GB, NI, IE, EU, US, CA, AU or NZ' -r -f -a "GB\t''
NI\t''
EU\t''
IE\t''
US\t''
CA\t''
AU\t''
NZ\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand config" -l defaults -d 'Print the whole file of settings with every setting at its default'
complete -c uncramp -n "__fish_uncramp_using_subcommand config" -l keys -d 'List every key by its name: what the file calls it, the keys, what they do'
complete -c uncramp -n "__fish_uncramp_using_subcommand config" -l json -d 'For scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand config" -l plain -d 'Plain lines in and out, for screen readers and scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand config" -l ascii -d 'ASCII alone: no lines, dots or signs beyond it'
complete -c uncramp -n "__fish_uncramp_using_subcommand config" -l no-mouse -d 'Leave the mouse to the terminal'
complete -c uncramp -n "__fish_uncramp_using_subcommand config" -l bell -d 'Ring the terminal\'s bell at each new step of a stretch'
complete -c uncramp -n "__fish_uncramp_using_subcommand config" -l motion -d 'Figures move even in the night theme'
complete -c uncramp -n "__fish_uncramp_using_subcommand config" -l no-motion -d 'Figures never move'
complete -c uncramp -n "__fish_uncramp_using_subcommand config" -l no-awake -d 'Let the display go to sleep while a stretch runs'
complete -c uncramp -n "__fish_uncramp_using_subcommand config" -l no-save -d 'Write nothing: no diary and no choices; only the file that -o names'
complete -c uncramp -n "__fish_uncramp_using_subcommand config" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c uncramp -n "__fish_uncramp_using_subcommand paths" -l theme -d 'Theme; auto is night from 22:00 to 06:00, otherwise dark' -r -f -a "auto\t''
night\t''
dark\t''
light\t''
high-contrast\t''
mono\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand paths" -l color -d 'Use of colours; auto follows NO_COLOR and the terminal' -r -f -a "auto\t''
always\t''
never\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand paths" -l voice -d 'Speak what plain mode prints, through the first speech program found or through COMMAND' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand paths" -l data-dir -d 'Folder of the diary' -r -f -a "(__fish_complete_directories)"
complete -c uncramp -n "__fish_uncramp_using_subcommand paths" -l config -d 'Settings file; uncramp config --defaults prints one' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand paths" -l speed -d 'Run the clock N times faster (1 to 600), for demonstrations' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand paths" -l region -d 'Show the phone numbers of this region: GB, NI, IE, EU, US, CA, AU or NZ' -r -f -a "GB\t''
NI\t''
EU\t''
IE\t''
US\t''
CA\t''
AU\t''
NZ\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand paths" -l json -d 'For scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand paths" -l plain -d 'Plain lines in and out, for screen readers and scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand paths" -l ascii -d 'ASCII alone: no lines, dots or signs beyond it'
complete -c uncramp -n "__fish_uncramp_using_subcommand paths" -l no-mouse -d 'Leave the mouse to the terminal'
complete -c uncramp -n "__fish_uncramp_using_subcommand paths" -l bell -d 'Ring the terminal\'s bell at each new step of a stretch'
complete -c uncramp -n "__fish_uncramp_using_subcommand paths" -l motion -d 'Figures move even in the night theme'
complete -c uncramp -n "__fish_uncramp_using_subcommand paths" -l no-motion -d 'Figures never move'
complete -c uncramp -n "__fish_uncramp_using_subcommand paths" -l no-awake -d 'Let the display go to sleep while a stretch runs'
complete -c uncramp -n "__fish_uncramp_using_subcommand paths" -l no-save -d 'Write nothing: no diary and no choices; only the file that -o names'
complete -c uncramp -n "__fish_uncramp_using_subcommand paths" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c uncramp -n "__fish_uncramp_using_subcommand completions" -l theme -d 'Theme; auto is night from 22:00 to 06:00, otherwise dark' -r -f -a "auto\t''
night\t''
dark\t''
light\t''
high-contrast\t''
mono\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand completions" -l color -d 'Use of colours; auto follows NO_COLOR and the terminal' -r -f -a "auto\t''
always\t''
never\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand completions" -l voice -d 'Speak what plain mode prints, through the first speech program found or through COMMAND' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand completions" -l data-dir -d 'Folder of the diary' -r -f -a "(__fish_complete_directories)"
complete -c uncramp -n "__fish_uncramp_using_subcommand completions" -l config -d 'Settings file; uncramp config --defaults prints one' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand completions" -l speed -d 'Run the clock N times faster (1 to 600), for demonstrations' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand completions" -l region -d 'Show the phone numbers of this region: GB, NI, IE, EU, US, CA, AU or NZ' -r -f -a "GB\t''
NI\t''
EU\t''
IE\t''
US\t''
CA\t''
AU\t''
NZ\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand completions" -l plain -d 'Plain lines in and out, for screen readers and scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand completions" -l ascii -d 'ASCII alone: no lines, dots or signs beyond it'
complete -c uncramp -n "__fish_uncramp_using_subcommand completions" -l no-mouse -d 'Leave the mouse to the terminal'
complete -c uncramp -n "__fish_uncramp_using_subcommand completions" -l bell -d 'Ring the terminal\'s bell at each new step of a stretch'
complete -c uncramp -n "__fish_uncramp_using_subcommand completions" -l motion -d 'Figures move even in the night theme'
complete -c uncramp -n "__fish_uncramp_using_subcommand completions" -l no-motion -d 'Figures never move'
complete -c uncramp -n "__fish_uncramp_using_subcommand completions" -l no-awake -d 'Let the display go to sleep while a stretch runs'
complete -c uncramp -n "__fish_uncramp_using_subcommand completions" -l no-save -d 'Write nothing: no diary and no choices; only the file that -o names'
complete -c uncramp -n "__fish_uncramp_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c uncramp -n "__fish_uncramp_using_subcommand man" -l theme -d 'Theme; auto is night from 22:00 to 06:00, otherwise dark' -r -f -a "auto\t''
night\t''
dark\t''
light\t''
high-contrast\t''
mono\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand man" -l color -d 'Use of colours; auto follows NO_COLOR and the terminal' -r -f -a "auto\t''
always\t''
never\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand man" -l voice -d 'Speak what plain mode prints, through the first speech program found or through COMMAND' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand man" -l data-dir -d 'Folder of the diary' -r -f -a "(__fish_complete_directories)"
complete -c uncramp -n "__fish_uncramp_using_subcommand man" -l config -d 'Settings file; uncramp config --defaults prints one' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand man" -l speed -d 'Run the clock N times faster (1 to 600), for demonstrations' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand man" -l region -d 'Show the phone numbers of this region: GB, NI, IE, EU, US, CA, AU or NZ' -r -f -a "GB\t''
NI\t''
EU\t''
IE\t''
US\t''
CA\t''
AU\t''
NZ\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand man" -l plain -d 'Plain lines in and out, for screen readers and scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand man" -l ascii -d 'ASCII alone: no lines, dots or signs beyond it'
complete -c uncramp -n "__fish_uncramp_using_subcommand man" -l no-mouse -d 'Leave the mouse to the terminal'
complete -c uncramp -n "__fish_uncramp_using_subcommand man" -l bell -d 'Ring the terminal\'s bell at each new step of a stretch'
complete -c uncramp -n "__fish_uncramp_using_subcommand man" -l motion -d 'Figures move even in the night theme'
complete -c uncramp -n "__fish_uncramp_using_subcommand man" -l no-motion -d 'Figures never move'
complete -c uncramp -n "__fish_uncramp_using_subcommand man" -l no-awake -d 'Let the display go to sleep while a stretch runs'
complete -c uncramp -n "__fish_uncramp_using_subcommand man" -l no-save -d 'Write nothing: no diary and no choices; only the file that -o names'
complete -c uncramp -n "__fish_uncramp_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c uncramp -n "__fish_uncramp_using_subcommand review" -s o -l output -d 'The file to write; standard output unless given' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand review" -l theme -d 'Theme; auto is night from 22:00 to 06:00, otherwise dark' -r -f -a "auto\t''
night\t''
dark\t''
light\t''
high-contrast\t''
mono\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand review" -l color -d 'Use of colours; auto follows NO_COLOR and the terminal' -r -f -a "auto\t''
always\t''
never\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand review" -l voice -d 'Speak what plain mode prints, through the first speech program found or through COMMAND' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand review" -l data-dir -d 'Folder of the diary' -r -f -a "(__fish_complete_directories)"
complete -c uncramp -n "__fish_uncramp_using_subcommand review" -l config -d 'Settings file; uncramp config --defaults prints one' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand review" -l speed -d 'Run the clock N times faster (1 to 600), for demonstrations' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand review" -l region -d 'Show the phone numbers of this region: GB, NI, IE, EU, US, CA, AU or NZ' -r -f -a "GB\t''
NI\t''
EU\t''
IE\t''
US\t''
CA\t''
AU\t''
NZ\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand review" -l force -d 'Replace any file that is there'
complete -c uncramp -n "__fish_uncramp_using_subcommand review" -l plain -d 'Plain lines in and out, for screen readers and scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand review" -l ascii -d 'ASCII alone: no lines, dots or signs beyond it'
complete -c uncramp -n "__fish_uncramp_using_subcommand review" -l no-mouse -d 'Leave the mouse to the terminal'
complete -c uncramp -n "__fish_uncramp_using_subcommand review" -l bell -d 'Ring the terminal\'s bell at each new step of a stretch'
complete -c uncramp -n "__fish_uncramp_using_subcommand review" -l motion -d 'Figures move even in the night theme'
complete -c uncramp -n "__fish_uncramp_using_subcommand review" -l no-motion -d 'Figures never move'
complete -c uncramp -n "__fish_uncramp_using_subcommand review" -l no-awake -d 'Let the display go to sleep while a stretch runs'
complete -c uncramp -n "__fish_uncramp_using_subcommand review" -l no-save -d 'Write nothing: no diary and no choices; only the file that -o names'
complete -c uncramp -n "__fish_uncramp_using_subcommand review" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c uncramp -n "__fish_uncramp_using_subcommand stretch" -l leg -d 'Which leg goes first' -r -f -a "left\t''
right\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand stretch" -l theme -d 'Theme; auto is night from 22:00 to 06:00, otherwise dark' -r -f -a "auto\t''
night\t''
dark\t''
light\t''
high-contrast\t''
mono\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand stretch" -l color -d 'Use of colours; auto follows NO_COLOR and the terminal' -r -f -a "auto\t''
always\t''
never\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand stretch" -l voice -d 'Speak what plain mode prints, through the first speech program found or through COMMAND' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand stretch" -l data-dir -d 'Folder of the diary' -r -f -a "(__fish_complete_directories)"
complete -c uncramp -n "__fish_uncramp_using_subcommand stretch" -l config -d 'Settings file; uncramp config --defaults prints one' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand stretch" -l speed -d 'Run the clock N times faster (1 to 600), for demonstrations' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand stretch" -l region -d 'Show the phone numbers of this region: GB, NI, IE, EU, US, CA, AU or NZ' -r -f -a "GB\t''
NI\t''
EU\t''
IE\t''
US\t''
CA\t''
AU\t''
NZ\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand stretch" -l list -d 'Print every routine with its id, one a line'
complete -c uncramp -n "__fish_uncramp_using_subcommand stretch" -l json -d 'The list for scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand stretch" -l example -d 'Print a commented file of your own routines to start from'
complete -c uncramp -n "__fish_uncramp_using_subcommand stretch" -l plain -d 'Plain lines in and out, for screen readers and scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand stretch" -l ascii -d 'ASCII alone: no lines, dots or signs beyond it'
complete -c uncramp -n "__fish_uncramp_using_subcommand stretch" -l no-mouse -d 'Leave the mouse to the terminal'
complete -c uncramp -n "__fish_uncramp_using_subcommand stretch" -l bell -d 'Ring the terminal\'s bell at each new step of a stretch'
complete -c uncramp -n "__fish_uncramp_using_subcommand stretch" -l motion -d 'Figures move even in the night theme'
complete -c uncramp -n "__fish_uncramp_using_subcommand stretch" -l no-motion -d 'Figures never move'
complete -c uncramp -n "__fish_uncramp_using_subcommand stretch" -l no-awake -d 'Let the display go to sleep while a stretch runs'
complete -c uncramp -n "__fish_uncramp_using_subcommand stretch" -l no-save -d 'Write nothing: no diary and no choices; only the file that -o names'
complete -c uncramp -n "__fish_uncramp_using_subcommand stretch" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c uncramp -n "__fish_uncramp_using_subcommand check" -l sign -d 'The signs that are true, by id; not sure counts as yes' -r -f -a "now-awake\t''
now-chest\t''
now-stroke\t''
now-leg\t''
now-muscle\t''
now-nerves\t''
now-pee\t''
now-ill\t''
now-spasm\t''
unconscious\t''
faint\t''
confused\t''
collapse\t''
breathless\t''
chest-pain\t''
coughing-blood\t''
back-breath\t''
racing-heart\t''
fast-breathing\t''
one-side-weak\t''
face-droop\t''
speech-slurred\t''
sight-loss\t''
leg-cold-sudden\t''
leg-dead-sudden\t''
leg-blue-swollen\t''
leg-pain-relentless\t''
leg-tight-after-injury\t''
dark-pee-sore-muscles\t''
saddle-numb\t''
sex-numb\t''
back-both-legs\t''
both-legs-weak\t''
cannot-stand\t''
pee-nothing\t''
pee-no-feeling\t''
bowel-loss\t''
pee-back-leg\t''
hot-leg-fever\t''
shaking\t''
skin-blotchy\t''
skin-purple\t''
skin-spreading\t''
skin-dizzy\t''
jaw-locked\t''
body-spasm\t''
swallowing\t''
spasm-fit\t''
spasm-throat\t''
one-leg-swelling\t''
constant-pain\t''
one-leg-warm\t''
veins-sore\t''
hot-skin\t''
calf-pop\t''
foot-blood\t''
both-legs-swelling\t''
cramp-locked\t''
both-legs-sudden\t''
one-leg-colour\t''
leg-bruise\t''
past-clot\t''
maybe-pregnant\t''
birth-recent\t''
surgery-recent\t''
diabetes\t''
cancer\t''
low-immunity\t''
heart-kidney-liver\t''
artery-disease\t''
gut-absorption\t''
heavy-drinking\t''
pee-leak-cough\t''
under-18\t''
statin\t''
oestrogen-tablets\t''
clot-medicines\t''
water-tablets\t''
lithium\t''
blood-thinner\t''
bone-injection\t''
new-medicine\t''
quinine\t''
pre-eclampsia\t''
pregnancy-face-hands\t''
pregnant-leg\t''
pregnancy-feet\t''
pregnant-bleeding\t''
diabetes-ulcer-fever\t''
diabetes-black-skin\t''
diabetes-cold-foot\t''
diabetes-ill\t''
diabetes-foot-sore\t''
diabetes-foot-hot\t''
cancer-back-weak\t''
cancer-back-pain\t''
low-immunity-fever\t''
low-immunity-skin\t''
statin-very-weak\t''
statin-cramps-dark-pee\t''
statin-muscle\t''
quinine-heart\t''
quinine-bleeding\t''
quinine-senses\t''
salts-faint\t''
salts-weak\t''
dialysis\t''
lithium-toxic\t''
lithium-unwell\t''
bone-tingling\t''
toes-colour\t''
rest-pain\t''
foot-colder\t''
sore-not-healing\t''
one-leg-weak\t''
foot-drop\t''
tingling-lasting\t''
slow-weakness\t''
twitching\t''
pain-walking\t''
back-pain\t''
pee-hard\t''
pee-leaking\t''
weak-slow\t''
muscle-thin\t''
trips\t''
cramp-over-ten\t''
sore-not-easing\t''
sore-over-day\t''
cramps-worse\t''
cramps-often\t''
cramps-disturb\t''
cramps-elsewhere\t''
cramps-day-only\t''
tingling-spasm\t''
long-journey\t''
relative-clots\t''
clot-body\t''
clot-illness\t''
past-clot-new-leg\t''
constant-pain-clot-risk\t''
constant-pain-pill-trip\t''
fever\t''
near-faint\t''
vomiting\t''
heat-ill\t''
dark-pee\t''
wound-or-poison\t''
heavy-bleeding\t''
jaundice\t''
eating\t''
wound-cramps\t''
poison\t''
weight-loss\t''
late-bleeding\t''
thirsty\t''
lump\t''
shoulders-hips\t''
tired-cold\t''
heavy-periods\t''
urge-to-move\t''
worried\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand check" -l theme -d 'Theme; auto is night from 22:00 to 06:00, otherwise dark' -r -f -a "auto\t''
night\t''
dark\t''
light\t''
high-contrast\t''
mono\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand check" -l color -d 'Use of colours; auto follows NO_COLOR and the terminal' -r -f -a "auto\t''
always\t''
never\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand check" -l voice -d 'Speak what plain mode prints, through the first speech program found or through COMMAND' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand check" -l data-dir -d 'Folder of the diary' -r -f -a "(__fish_complete_directories)"
complete -c uncramp -n "__fish_uncramp_using_subcommand check" -l config -d 'Settings file; uncramp config --defaults prints one' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand check" -l speed -d 'Run the clock N times faster (1 to 600), for demonstrations' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand check" -l region -d 'Show the phone numbers of this region: GB, NI, IE, EU, US, CA, AU or NZ' -r -f -a "GB\t''
NI\t''
EU\t''
IE\t''
US\t''
CA\t''
AU\t''
NZ\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand check" -l list -d 'Print every sign with its id, most serious first'
complete -c uncramp -n "__fish_uncramp_using_subcommand check" -l none -d 'None of the signs'
complete -c uncramp -n "__fish_uncramp_using_subcommand check" -l json -d 'For scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand check" -l keep -d 'Keep this check in the diary, with its date'
complete -c uncramp -n "__fish_uncramp_using_subcommand check" -l exit-code -d 'Say the tier in the exit code'
complete -c uncramp -n "__fish_uncramp_using_subcommand check" -l plain -d 'Plain lines in and out, for screen readers and scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand check" -l ascii -d 'ASCII alone: no lines, dots or signs beyond it'
complete -c uncramp -n "__fish_uncramp_using_subcommand check" -l no-mouse -d 'Leave the mouse to the terminal'
complete -c uncramp -n "__fish_uncramp_using_subcommand check" -l bell -d 'Ring the terminal\'s bell at each new step of a stretch'
complete -c uncramp -n "__fish_uncramp_using_subcommand check" -l motion -d 'Figures move even in the night theme'
complete -c uncramp -n "__fish_uncramp_using_subcommand check" -l no-motion -d 'Figures never move'
complete -c uncramp -n "__fish_uncramp_using_subcommand check" -l no-awake -d 'Let the display go to sleep while a stretch runs'
complete -c uncramp -n "__fish_uncramp_using_subcommand check" -l no-save -d 'Write nothing: no diary and no choices; only the file that -o names'
complete -c uncramp -n "__fish_uncramp_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c uncramp -n "__fish_uncramp_using_subcommand show" -l theme -d 'Theme; auto is night from 22:00 to 06:00, otherwise dark' -r -f -a "auto\t''
night\t''
dark\t''
light\t''
high-contrast\t''
mono\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand show" -l color -d 'Use of colours; auto follows NO_COLOR and the terminal' -r -f -a "auto\t''
always\t''
never\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand show" -l voice -d 'Speak what plain mode prints, through the first speech program found or through COMMAND' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand show" -l data-dir -d 'Folder of the diary' -r -f -a "(__fish_complete_directories)"
complete -c uncramp -n "__fish_uncramp_using_subcommand show" -l config -d 'Settings file; uncramp config --defaults prints one' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand show" -l speed -d 'Run the clock N times faster (1 to 600), for demonstrations' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand show" -l region -d 'Show the phone numbers of this region: GB, NI, IE, EU, US, CA, AU or NZ' -r -f -a "GB\t''
NI\t''
EU\t''
IE\t''
US\t''
CA\t''
AU\t''
NZ\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand show" -l evidence -d 'Print its sources and the kind of evidence behind it too'
complete -c uncramp -n "__fish_uncramp_using_subcommand show" -l json -d 'For scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand show" -l plain -d 'Plain lines in and out, for screen readers and scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand show" -l ascii -d 'ASCII alone: no lines, dots or signs beyond it'
complete -c uncramp -n "__fish_uncramp_using_subcommand show" -l no-mouse -d 'Leave the mouse to the terminal'
complete -c uncramp -n "__fish_uncramp_using_subcommand show" -l bell -d 'Ring the terminal\'s bell at each new step of a stretch'
complete -c uncramp -n "__fish_uncramp_using_subcommand show" -l motion -d 'Figures move even in the night theme'
complete -c uncramp -n "__fish_uncramp_using_subcommand show" -l no-motion -d 'Figures never move'
complete -c uncramp -n "__fish_uncramp_using_subcommand show" -l no-awake -d 'Let the display go to sleep while a stretch runs'
complete -c uncramp -n "__fish_uncramp_using_subcommand show" -l no-save -d 'Write nothing: no diary and no choices; only the file that -o names'
complete -c uncramp -n "__fish_uncramp_using_subcommand show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l at -l start -d 'Start: 03:10, "yesterday 23:30", "2026-11-22 03:10", or now' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l minutes -d 'Length: 4 or "4 min" for minutes, 2:30 for minutes and seconds' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l until -d 'End, in place of --minutes; written as --at is' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l pain -d 'Pain, 0 to 10' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l sleep-lost -d 'Sleep lost, 0 to 10' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l leg -d 'Which leg' -r -f -a "left\t''
right\t''
both\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l muscle -d 'Which muscle' -r -f -a "calf\t''
foot\t''
shin\t''
thigh\t''
hamstring\t''
other\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l waking -d 'Asleep or awake when it began' -r -f -a "asleep\t''
awake\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l back-to-sleep -d 'Minutes until asleep again: 20, or "1 h 10 min"' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l alcohol -d 'Units of alcohol on the day before' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l soreness -d 'Soreness the day after, 0 to 10' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l sore-hours -d 'Hours of soreness' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l note -d 'In your own words; - reads them from standard input, so that they stand in no list of processes' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l medicine -d 'A medicine, by its name' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l change -d 'The change: started, changed or stopped' -r -f -a "started\t''
changed\t''
stopped\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l dose -d 'Its dose; for HRT its type' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l route -d 'The form of HRT or contraception: tablet, patch, gel and so on' -r -f -a "tablet\t''
patch\t''
gel\t''
spray\t''
ring\t''
injection\t''
implant\t''
coil\t''
cream\t''
other\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l on -d 'Which night, for --none-last-night and --bedtime, or the day of a --medicine: 2026-11-22' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l tried -d 'Things tried, by id: stretch,walk (uncramp log --tags lists the ids)' -r -f -a "stretch\t''
stand\t''
walk\t''
massage\t''
warmth\t''
cold\t''
water\t''
breathe\t''
covers\t''
position\t''
wait\t''
other\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l eased-by -d 'Things that eased it, by the same ids' -r -f -a "stretch\t''
stand\t''
walk\t''
massage\t''
warmth\t''
cold\t''
water\t''
breathe\t''
covers\t''
position\t''
wait\t''
other\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l before -d 'Things on the day before, by id' -r -f -a "stood-long\t''
sat-long\t''
long-journey\t''
exercise\t''
new-class\t''
hot-day\t''
heat-sweat\t''
night-sweats\t''
drank-little\t''
alcohol\t''
new-shoes\t''
heels\t''
sex\t''
bleeding\t''
heavy-bleeding\t''
hrt-oestrogen\t''
hrt-progestogen\t''
medicine-change\t''
other\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l also -d 'Other things noticed, by id' -r -f -a "numbness\t''
weak-after\t''
cold-foot\t''
colour-change\t''
swelling-one-leg\t''
swelling-both-legs\t''
pop\t''
twitching\t''
urge-to-move\t''
pain-walking\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l theme -d 'Theme; auto is night from 22:00 to 06:00, otherwise dark' -r -f -a "auto\t''
night\t''
dark\t''
light\t''
high-contrast\t''
mono\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l color -d 'Use of colours; auto follows NO_COLOR and the terminal' -r -f -a "auto\t''
always\t''
never\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l voice -d 'Speak what plain mode prints, through the first speech program found or through COMMAND' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l data-dir -d 'Folder of the diary' -r -f -a "(__fish_complete_directories)"
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l config -d 'Settings file; uncramp config --defaults prints one' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l speed -d 'Run the clock N times faster (1 to 600), for demonstrations' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l region -d 'Show the phone numbers of this region: GB, NI, IE, EU, US, CA, AU or NZ' -r -f -a "GB\t''
NI\t''
EU\t''
IE\t''
US\t''
CA\t''
AU\t''
NZ\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l none-last-night -d 'No cramp last night: that is a record too'
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l bedtime -d 'Bedtime stretches done this night'
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l tags -d 'Print the ids for --tried, --eased-by, --before and --also'
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l json -d 'Print the entry with its id for scripts; with --tags the ids'
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l plain -d 'Plain lines in and out, for screen readers and scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l ascii -d 'ASCII alone: no lines, dots or signs beyond it'
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l no-mouse -d 'Leave the mouse to the terminal'
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l bell -d 'Ring the terminal\'s bell at each new step of a stretch'
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l motion -d 'Figures move even in the night theme'
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l no-motion -d 'Figures never move'
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l no-awake -d 'Let the display go to sleep while a stretch runs'
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -l no-save -d 'Write nothing: no diary and no choices; only the file that -o names'
complete -c uncramp -n "__fish_uncramp_using_subcommand log" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l at -l start -d 'Start: 03:10, "yesterday 23:30", "2026-11-22 03:10", or now' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l minutes -d 'Length: 4 or "4 min" for minutes, 2:30 for minutes and seconds' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l until -d 'End, in place of --minutes; written as --at is' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l pain -d 'Pain, 0 to 10' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l sleep-lost -d 'Sleep lost, 0 to 10' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l leg -d 'Which leg' -r -f -a "left\t''
right\t''
both\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l muscle -d 'Which muscle' -r -f -a "calf\t''
foot\t''
shin\t''
thigh\t''
hamstring\t''
other\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l waking -d 'Asleep or awake when it began' -r -f -a "asleep\t''
awake\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l back-to-sleep -d 'Minutes until asleep again: 20, or "1 h 10 min"' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l alcohol -d 'Units of alcohol on the day before' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l soreness -d 'Soreness the day after, 0 to 10' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l sore-hours -d 'Hours of soreness' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l note -d 'In your own words; - reads them from standard input' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l medicine -d 'A medicine, by its name' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l change -d 'The change: started, changed or stopped' -r -f -a "started\t''
changed\t''
stopped\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l dose -d 'Its dose; for HRT its type' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l route -d 'The form of HRT or contraception: tablet, patch, gel and so on' -r -f -a "tablet\t''
patch\t''
gel\t''
spray\t''
ring\t''
injection\t''
implant\t''
coil\t''
cream\t''
other\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l on -d 'The day of a medicine: 2026-11-22' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l clear -d 'Make fields blank: minutes, pain, note and so on' -r -f -a "minutes\t''
pain\t''
sleep-lost\t''
leg\t''
muscle\t''
waking\t''
back-to-sleep\t''
tried\t''
eased-by\t''
before\t''
also\t''
alcohol\t''
soreness\t''
sore-hours\t''
note\t''
dose\t''
route\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l tried -d 'Things tried, by id: stretch,walk (uncramp log --tags lists the ids)' -r -f -a "stretch\t''
stand\t''
walk\t''
massage\t''
warmth\t''
cold\t''
water\t''
breathe\t''
covers\t''
position\t''
wait\t''
other\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l eased-by -d 'Things that eased it, by the same ids' -r -f -a "stretch\t''
stand\t''
walk\t''
massage\t''
warmth\t''
cold\t''
water\t''
breathe\t''
covers\t''
position\t''
wait\t''
other\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l before -d 'Things on the day before, by id' -r -f -a "stood-long\t''
sat-long\t''
long-journey\t''
exercise\t''
new-class\t''
hot-day\t''
heat-sweat\t''
night-sweats\t''
drank-little\t''
alcohol\t''
new-shoes\t''
heels\t''
sex\t''
bleeding\t''
heavy-bleeding\t''
hrt-oestrogen\t''
hrt-progestogen\t''
medicine-change\t''
other\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l also -d 'Other things noticed, by id' -r -f -a "numbness\t''
weak-after\t''
cold-foot\t''
colour-change\t''
swelling-one-leg\t''
swelling-both-legs\t''
pop\t''
twitching\t''
urge-to-move\t''
pain-walking\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l theme -d 'Theme; auto is night from 22:00 to 06:00, otherwise dark' -r -f -a "auto\t''
night\t''
dark\t''
light\t''
high-contrast\t''
mono\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l color -d 'Use of colours; auto follows NO_COLOR and the terminal' -r -f -a "auto\t''
always\t''
never\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l voice -d 'Speak what plain mode prints, through the first speech program found or through COMMAND' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l data-dir -d 'Folder of the diary' -r -f -a "(__fish_complete_directories)"
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l config -d 'Settings file; uncramp config --defaults prints one' -r -F
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l speed -d 'Run the clock N times faster (1 to 600), for demonstrations' -r -f
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l region -d 'Show the phone numbers of this region: GB, NI, IE, EU, US, CA, AU or NZ' -r -f -a "GB\t''
NI\t''
EU\t''
IE\t''
US\t''
CA\t''
AU\t''
NZ\t''"
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l json -d 'Print the entry as it is now, for scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l plain -d 'Plain lines in and out, for screen readers and scripts'
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l ascii -d 'ASCII alone: no lines, dots or signs beyond it'
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l no-mouse -d 'Leave the mouse to the terminal'
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l bell -d 'Ring the terminal\'s bell at each new step of a stretch'
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l motion -d 'Figures move even in the night theme'
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l no-motion -d 'Figures never move'
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l no-awake -d 'Let the display go to sleep while a stretch runs'
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -l no-save -d 'Write nothing: no diary and no choices; only the file that -o names'
complete -c uncramp -n "__fish_uncramp_using_subcommand edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c uncramp -n "__fish_uncramp_using_subcommand help; and not __fish_seen_subcommand_from now search delete undo diary report export import config paths completions man review stretch check show log edit help" -f -a "now" -d 'A cramp, now: straight into the stretch, hands free to the end'
complete -c uncramp -n "__fish_uncramp_using_subcommand help; and not __fish_seen_subcommand_from now search delete undo diary report export import config paths completions man review stretch check show log edit help" -f -a "search" -d 'Find words anywhere in the guide'
complete -c uncramp -n "__fish_uncramp_using_subcommand help; and not __fish_seen_subcommand_from now search delete undo diary report export import config paths completions man review stretch check show log edit help" -f -a "delete" -d 'Delete an entry of the diary'
complete -c uncramp -n "__fish_uncramp_using_subcommand help; and not __fish_seen_subcommand_from now search delete undo diary report export import config paths completions man review stretch check show log edit help" -f -a "undo" -d 'Take back the last change that a command made in the diary'
complete -c uncramp -n "__fish_uncramp_using_subcommand help; and not __fish_seen_subcommand_from now search delete undo diary report export import config paths completions man review stretch check show log edit help" -f -a "diary" -d 'Read the diary, or look after its file'
complete -c uncramp -n "__fish_uncramp_using_subcommand help; and not __fish_seen_subcommand_from now search delete undo diary report export import config paths completions man review stretch check show log edit help" -f -a "report" -d 'One page for a clinician, from what is recorded'
complete -c uncramp -n "__fish_uncramp_using_subcommand help; and not __fish_seen_subcommand_from now search delete undo diary report export import config paths completions man review stretch check show log edit help" -f -a "export" -d 'Write the whole diary to a file, to keep or to take elsewhere'
complete -c uncramp -n "__fish_uncramp_using_subcommand help; and not __fish_seen_subcommand_from now search delete undo diary report export import config paths completions man review stretch check show log edit help" -f -a "import" -d 'Add the entries of a file that export wrote; no entry of the diary is changed'
complete -c uncramp -n "__fish_uncramp_using_subcommand help; and not __fish_seen_subcommand_from now search delete undo diary report export import config paths completions man review stretch check show log edit help" -f -a "config" -d 'The settings in force, and where each of them comes from'
complete -c uncramp -n "__fish_uncramp_using_subcommand help; and not __fish_seen_subcommand_from now search delete undo diary report export import config paths completions man review stretch check show log edit help" -f -a "paths" -d 'Print the places of the diary, the settings and your own routines'
complete -c uncramp -n "__fish_uncramp_using_subcommand help; and not __fish_seen_subcommand_from now search delete undo diary report export import config paths completions man review stretch check show log edit help" -f -a "completions" -d 'Print a script that lets a shell complete commands, options and ids'
complete -c uncramp -n "__fish_uncramp_using_subcommand help; and not __fish_seen_subcommand_from now search delete undo diary report export import config paths completions man review stretch check show log edit help" -f -a "man" -d 'Print the manual page'
complete -c uncramp -n "__fish_uncramp_using_subcommand help; and not __fish_seen_subcommand_from now search delete undo diary report export import config paths completions man review stretch check show log edit help" -f -a "review" -d 'The sheets on which clinicians sign the content, as one HTML file to print'
complete -c uncramp -n "__fish_uncramp_using_subcommand help; and not __fish_seen_subcommand_from now search delete undo diary report export import config paths completions man review stretch check show log edit help" -f -a "stretch" -d 'Run a routine by its id, or choose one on the screen'
complete -c uncramp -n "__fish_uncramp_using_subcommand help; and not __fish_seen_subcommand_from now search delete undo diary report export import config paths completions man review stretch check show log edit help" -f -a "check" -d 'Warning signs: how urgently to get help'
complete -c uncramp -n "__fish_uncramp_using_subcommand help; and not __fish_seen_subcommand_from now search delete undo diary report export import config paths completions man review stretch check show log edit help" -f -a "show" -d 'Read the guide: a list of what there is, or one entry whole'
complete -c uncramp -n "__fish_uncramp_using_subcommand help; and not __fish_seen_subcommand_from now search delete undo diary report export import config paths completions man review stretch check show log edit help" -f -a "log" -d 'Add to the diary: a cramp, a night without one, bedtime stretches, a medicine'
complete -c uncramp -n "__fish_uncramp_using_subcommand help; and not __fish_seen_subcommand_from now search delete undo diary report export import config paths completions man review stretch check show log edit help" -f -a "edit" -d 'Correct an entry of the diary'
complete -c uncramp -n "__fish_uncramp_using_subcommand help; and not __fish_seen_subcommand_from now search delete undo diary report export import config paths completions man review stretch check show log edit help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c uncramp -n "__fish_uncramp_using_subcommand help; and __fish_seen_subcommand_from diary" -f -a "check" -d 'Check the file and count its entries; changes nothing'
complete -c uncramp -n "__fish_uncramp_using_subcommand help; and __fish_seen_subcommand_from diary" -f -a "set-aside" -d 'Put a file that cannot be used out of the way, under another name; a new diary begins with the next entry'
complete -c uncramp -n "__fish_uncramp_using_subcommand help; and __fish_seen_subcommand_from diary" -f -a "recover" -d 'Put the newest whole copy in the place of a damaged diary; the damaged file is kept under another name'
