//! Tests of the voice: the order of texts, the child process, and a model of a speaker.

use super::*;
use crate::app::plain_mode::speech;

fn text(kind: LineKind, words: &str) -> Text {
    Text::of(&[PlainLine { text: words.to_owned(), kind }]).expect("a line")
}

#[test]
fn an_emergency_cuts_everything_and_a_late_time_is_dropped() {
    let at = Duration::from_secs;
    let mut queue = VoiceQueue::default();
    assert!(!queue.push(text(LineKind::Step, "Toes up."), at(0)));
    assert_eq!(queue.next(at(0)).map(|text| text.text).as_deref(), Some("Toes up.\n"));
    assert!(!queue.push(text(LineKind::Time, "Half-way."), at(1)), "a time cuts nothing");
    assert!(!queue.push(text(LineKind::Explanation, "Slowly."), at(1)));
    assert_eq!(queue.next(at(3)).map(|text| text.kind), Some(LineKind::Explanation), "the time is late");
    assert!(queue.push(text(LineKind::Step, "Ease off."), at(4)), "an instruction cuts an explanation");
    assert!(queue.push(text(LineKind::Emergency, "EMERGENCY"), at(4)));
    assert_eq!(queue.next(at(4)).map(|text| text.kind), Some(LineKind::Emergency));
    assert_eq!(queue.next(at(4)), None, "and nothing else is left");
    queue.push(text(LineKind::Emergency, "EMERGENCY"), at(5));
    queue.next(at(5));
    assert!(!queue.push(text(LineKind::Step, "Toes up."), at(6)), "no instruction cuts an emergency");
}

#[test]
fn what_some_programs_would_obey_is_taken_out() {
    let lines = [PlainLine { text: "!-! 50% of %s".into(), kind: LineKind::Answer }];
    assert_eq!(Text::of(&lines).map(|text| text.text).as_deref(), Some("-! 50 per cent of  per cents\n"));
    let keys = [PlainLine { text: "Stop and press !".into(), kind: LineKind::Answer }];
    assert_eq!(Text::of(&keys).map(|text| text.text).as_deref(), Some("Stop and press exclamation mark\n"));
    assert_eq!(Text::of(&[]), None);
    let long = vec![PlainLine { text: "word ".repeat(700), kind: LineKind::Answer }; 3];
    assert!(Text::of(&long).is_some_and(|text| text.text.len() < MAX_TEXT));
}

/// A speaker that takes 60 / 150 s a word, over a printed session: no time starts late and none is cut.
pub(crate) fn speak_session(printed: &[(Duration, PlainLine)]) {
    let mut queue = VoiceQueue::default();
    let (mut free_at, mut spoken): (Duration, Option<Text>) = (Duration::ZERO, None);
    for turn in printed.chunk_by(|(a, _), (b, _)| a == b) {
        let [(now, _), ..] = turn else { continue };
        while free_at <= *now
            && let Some(text) = queue.next(free_at)
        {
            free_at += speech::length(&text.text, speech::WORDS_A_MINUTE);
            spoken = Some(text);
        }
        let lines: Vec<PlainLine> = turn.iter().map(|(_, line)| line.clone()).collect();
        let Some(text) = Text::of(&lines) else { continue };
        let is_busy = free_at > *now;
        if !is_busy {
            queue.speaking = None;
        }
        if queue.push(text, *now) && is_busy {
            let cut = spoken.take().map_or(LineKind::Answer, |text| text.kind);
            assert_ne!(cut, LineKind::Time, "a time is cut at {now:?}");
            free_at = *now;
        }
        free_at = free_at.max(*now);
    }
}

#[cfg(unix)]
fn is_alive(pid: &str) -> bool {
    std::process::Command::new("kill")
        .args(["-0", pid])
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|s| s.success())
}

/// A speech program that writes its id and its text to files, and then speaks for a minute.
#[cfg(unix)]
fn slow_speaker(folder: &std::path::Path) -> Vec<String> {
    let path = folder.join("speaker");
    let script = "#!/bin/sh\ncat >> \"$1/text\"\necho $$ >> \"$1/ids\"\nexec sleep 60\n";
    let mut file =
        std::fs::OpenOptions::new().write(true).create(true).truncate(true).open(&path).expect("a file");
    file.write_all(script.as_bytes()).expect("written");
    std::fs::set_permissions(&path, std::os::unix::fs::PermissionsExt::from_mode(0o700)).expect("set");
    vec![path.display().to_string(), folder.display().to_string()]
}

#[cfg(unix)]
#[expect(clippy::disallowed_methods, reason = "the fake speaker writes a file")]
fn lines_of(path: &std::path::Path, count: usize) -> Vec<String> {
    for _ in 0..500 {
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let lines: Vec<String> = text.lines().map(str::to_owned).collect();
        if lines.len() >= count {
            return lines;
        }
        std::thread::sleep(LOOK);
    }
    panic!("{} has fewer than {count} lines", path.display());
}

#[cfg(unix)]
#[test]
fn text_goes_to_standard_input_and_no_child_is_left() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut voice = Voice::new(slow_speaker(folder.path()));
    assert_eq!(voice.toggle(), Ok("Voice on."));
    voice.say(&[PlainLine { text: "Toes up; $(echo no)".into(), kind: LineKind::Step }]);
    let first = lines_of(&folder.path().join("ids"), 1);
    assert!(is_alive(&first[0]));
    // A second instruction cuts the first one, although its child hangs.
    voice.say(&[PlainLine { text: "Ease off.".into(), kind: LineKind::Step }]);
    let ids = lines_of(&folder.path().join("ids"), 2);
    assert!(!is_alive(&ids[0]) && is_alive(&ids[1]));
    assert_eq!(lines_of(&folder.path().join("text"), 2), ["Toes up; $(echo no)", "Ease off."]);
    assert_eq!(voice.toggle(), Ok("Voice off."));
    assert!(!is_alive(&ids[1]), "off is silent at once");
    voice.turn_on().expect("on again");
    voice.say(&[PlainLine { text: "Once more.".into(), kind: LineKind::Step }]);
    let ids = lines_of(&folder.path().join("ids"), 3);
    drop(voice);
    assert!(!is_alive(&ids[2]));
}

#[test]
fn a_program_that_is_not_there_is_one_sentence() {
    let mut voice = Voice::new(vec!["no-such-speech-program".into()]);
    let error = voice.toggle().expect_err("it is not there");
    assert!(error.contains("no-such-speech-program") && !voice.is_on(), "{error}");
}
