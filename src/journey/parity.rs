//! What the screens do, plain lines do: every row of every table of keys, done with keys on a screen and with lines by ear.
//! A row that is missing here fails the test, so whoever adds a key says how it is done without a screen.

use super::{diary::with_cramps, *};
use crate::app::keys::screens;

/// How something is done by ear.
enum By {
    /// These lines, after which this is said.
    Lines(&'static [&'static str], &'static str),
    /// It is not, and why nothing is lost by that.
    Nothing(&'static str),
}
use By::{Lines, Nothing};

/// A row of a table: its table and the beginning of its help; keys that do it on a screen and what is seen then; by ear.
type Row = (&'static str, &'static str, &'static str, &'static str, By);

const ROWS: &[Row] = &[
    (
        "the guide's list",
        "read the text",
        "<enter>",
        "first summary",
        Lines(&["1", "1"], "The first summary."),
    ),
    (
        "the guide's text",
        "follow the selected link",
        "<enter><down><enter>",
        "Rub",
        Lines(&["1", "1", "1"], "Rub it."),
    ),
    (
        "the guide's text",
        "back to the list",
        "<enter><esc><down>",
        "Second",
        Lines(&["1", "1", "back"], "Causes: 2 topics."),
    ),
    (
        "the list of stretches",
        "start it",
        "4<enter>",
        "Get into place.",
        Lines(&["4", "1", "1"], "Get into place."),
    ),
    (
        "the list of stretches",
        "its steps one by one",
        "4<space>",
        "step 1 of 3",
        Lines(&["4", "1", "2"], "step 1 of 3"),
    ),
    (
        "the list of stretches",
        "a cramp that is open has eased",
        "c<esc>x",
        "It let go after 0 seconds.",
        Lines(&["c", "leave", "x"], "It let go after 0 seconds."),
    ),
    (
        "one step",
        "start the routine",
        "4<space><enter>",
        "Get into place.",
        Lines(&["4", "1", "2", "3"], "Get into"),
    ),
    (
        "one step",
        "the next step",
        "4<space><space>",
        "step 2 of 3",
        Lines(&["4", "1", "2", "1"], "step 2 of 3"),
    ),
    (
        "one step",
        "the step before",
        "4<space><space>p",
        "step 1 of 3",
        Lines(&["4", "1", "2", "1", "2"], "step 1 of 3"),
    ),
    (
        "one step",
        "a cramp that is open has eased",
        "c<esc><down><space>x",
        "It let go after 0 seconds.",
        Lines(&["c", "leave", "2", "2", "x"], "It let go after 0 seconds."),
    ),
    (
        "one step",
        "back to the list",
        "4<space><esc>",
        "Short",
        Lines(&["4", "1", "2", "back"], "A short one."),
    ),
    ("a running stretch", "it has eased", "cx", "It let go after", Lines(&["c", "x"], "It let go after")),
    (
        "a running stretch",
        "pause, and go on",
        "c<space>",
        "PAUSED",
        Lines(&["c", "pause"], "Paused, 5 seconds to go"),
    ),
    (
        "a running stretch",
        "the next step",
        "cn",
        "Pull the toes",
        Lines(&["c", "next step"], "Pull the toes"),
    ),
    (
        "a running stretch",
        "the step before",
        "cnp",
        "Get into place.",
        Lines(&["c", "n", "back"], "Get into place."),
    ),
    ("a running stretch", "5 seconds more", "c+1", "0:10", Lines(&["c", "+"], "10 seconds to go")),
    ("a running stretch", "5 seconds less", "c-", "Pull the toes", Lines(&["c", "-"], "Pull the toes")),
    ("a running stretch", "this step again", "cr", "Get into place.", Lines(&["c", "r"], "5 seconds to go")),
    ("a running stretch", "the other leg", "co", "left leg", Lines(&["c", "o"], "left leg")),
    (
        "a running stretch",
        "ready: go on",
        "4<down><down><enter><enter>",
        "Walk.",
        Lines(&["4", "3", "1", ""], "Walk."),
    ),
    ("a running stretch", "bell at each new step", "cb", "bell on", Lines(&["c", "b"], "Bell on.")),
    (
        "a running stretch",
        "the pace of breathing",
        "cnm",
        "Pull the toes",
        Lines(&["c", "m", "n"], "Pull the toes of the cramped leg up."),
    ),
    (
        "a running stretch",
        "leave the session",
        "c<esc>",
        "Go on where you were",
        Lines(&["c", "leave"], "1. Go on where you were"),
    ),
    (
        "its end",
        "yes, it has let go",
        "cnnnnnx",
        "It let go after",
        Lines(&["c", "n", "n", "n", "n", "n", "1"], "It let go"),
    ),
    (
        "its end",
        "back into the session",
        "cnnnnnu",
        "Ease off.",
        Lines(&["c", "n", "n", "n", "n", "n", "u"], "Ease off"),
    ),
    (
        "its end",
        "nothing here",
        "cnnnnnn",
        "Has it let go?",
        Nothing("it is there so that one press too many does nothing"),
    ),
    (
        "its end",
        "the same again",
        "cnnnnnr",
        "Get into place.",
        Lines(&["c", "n", "n", "n", "n", "n", "2"], "Get into"),
    ),
    (
        "its end",
        "the other leg",
        "cnnnnno",
        "left leg",
        Lines(&["c", "n", "n", "n", "n", "n", "3"], "Left leg"),
    ),
    (
        "its end",
        "another routine",
        "cnnnnn<esc>",
        "Short",
        Lines(&["c", "n", "n", "n", "n", "n", "4"], "1. Short"),
    ),
    (
        "its end",
        "choose the selected answer",
        "cnnnnn<enter>",
        "let go",
        Lines(&["c", "n", "n", "n", "n", "n", "1"], "let go"),
    ),
    ("pain and sleep", "the answer, from 0 to 10", "cx6", "sleep", Lines(&["c", "x", "6"], "How much sleep")),
    (
        "pain and sleep",
        "it was the left leg",
        "cxl",
        "[l left]",
        Lines(&["c", "x", "6", "6", "1"], "Left leg."),
    ),
    (
        "pain and sleep",
        "it was the right leg",
        "cxr",
        "[r right]",
        Lines(&["c", "x", "6", "6", "2"], "Right leg."),
    ),
    (
        "pain and sleep",
        "keep it in the diary",
        "cx66<enter>",
        "In the diary",
        Lines(&["c", "x", "6", "6", "1", ""], "In the diary"),
    ),
    (
        "pain and sleep",
        "keep it without the answers",
        "cx6<esc>",
        "In the diary.",
        Lines(&["c", "x", "6", "leave"], "In the diary."),
    ),
    (
        "pain and sleep",
        "take the last answer back",
        "cx6<bs>",
        "pain",
        Lines(&["c", "x", "6", "back"], "How bad was the pain"),
    ),
    (
        "pain and sleep",
        "the question above",
        "cx6<up>",
        "▸ How bad was the pain, 0 to 10? 6",
        Lines(&["c", "x", "6", "back"], "How bad was the pain"),
    ),
    ("pain and sleep", "one less", "cx6<up><left>", "0 to 10? 5", Nothing("a number is typed as it is")),
    ("pain and sleep", "one more", "cx<right><right>", "0 to 10? 1", Nothing("a number is typed as it is")),
    (
        "pain and sleep",
        "leave this one blank",
        "cx<down>",
        "pain, 0 to 10? -",
        Lines(&["c", "x", ""], "How much sleep"),
    ),
    (
        "pain and sleep",
        "it had not let go",
        "cxu",
        "Get into place.",
        Lines(&["c", "x", "u"], "Get into place."),
    ),
    (
        "pain and sleep",
        "nothing here",
        "cxx",
        "pain",
        Nothing("it is there so that one press too many does nothing"),
    ),
    ("the diary's list", "add a cramp", "6a", "A cramp", Lines(&["6", "a"], "A cramp: 16 questions.")),
    (
        "the diary's list",
        "no cramp last night",
        "60",
        "no cramp. u undoes",
        Lines(&["6", "0"], "no cramp. Type undo to undo it."),
    ),
    (
        "the diary's list",
        "the month, then the charts",
        "6v",
        "November 2026",
        Lines(&["6", "v"], "Nights 1 to 18: no record"),
    ),
    (
        "the diary's list",
        "the page for a clinician",
        "6r",
        "Nights",
        Lines(&["6", "r"], "To print it: uncramp report"),
    ),
    (
        "the diary's list",
        "read the whole entry",
        "6<enter>",
        "Length: 2 minutes",
        Lines(&["6", "1"], "Length: 2 minutes"),
    ),
    ("the diary's list", "edit it", "6e", "Minutes", Lines(&["6", "1", "e"], "A cramp: 16 questions.")),
    ("the diary's list", "delete it", "6d", "Deleted", Lines(&["6", "1", "d"], "Deleted.")),
    ("the diary's list", "undo the last change", "6du", "Undone.", Lines(&["6", "1", "d", "u"], "Undone.")),
    (
        "the diary's list",
        "make it again",
        "6du<ctrl-r>",
        "Made again",
        Lines(&["6", "1", "d", "u", "ctrl-r"], "Made again."),
    ),
    (
        "the diary's list",
        "show only some",
        "6f",
        "In notes, medicines",
        Lines(&["6", "f"], "In notes, medicines"),
    ),
    (
        "the diary's list",
        "bedtime stretches done",
        "6b",
        "bedtime stretches done. u",
        Lines(&["6", "b"], "bedtime stretches done. Type undo"),
    ),
    ("the diary's list", "a medicine started", "6m", "Medicine", Lines(&["6", "m"], "A medicine")),
    ("the diary's list", "a few lines about you", "6i", "Name and age", Lines(&["6", "i"], "Name and age")),
    (
        "the diary's list",
        "show all again",
        "6fzzz<enter><esc>",
        "note",
        Lines(&["6", "f", "zzz", "keep", "back"], "Diary: 2 entries."),
    ),
    (
        "one entry of the diary",
        "back to the list",
        "6<enter><esc>",
        "calf",
        Lines(&["6", "1", "back"], "Diary: 2 entries."),
    ),
    (
        "one entry of the diary",
        "edit it",
        "6<enter>e",
        "Minutes",
        Lines(&["6", "1", "e"], "A cramp: 16 questions."),
    ),
    ("one entry of the diary", "delete it", "6<enter>d", "Deleted", Lines(&["6", "1", "d"], "Deleted.")),
    (
        "one entry of the diary",
        "undo the last change",
        "60<enter>u",
        "Undone.",
        Lines(&["6", "0", "1", "u"], "Undone."),
    ),
    (
        "one entry of the diary",
        "make it again",
        "60<enter>u<ctrl-r>",
        "Made again",
        Lines(&["6", "0", "1", "u", "ctrl-r"], "Made again."),
    ),
    (
        "the month",
        "the charts, then the list",
        "6vv",
        "The last 30 nights",
        Lines(&["6", "v", "v"], "The last 30 nights"),
    ),
    (
        "the month",
        "the entries of the selected night",
        "6v[<enter>",
        "02:00",
        Lines(&["6", "v", "20", "1"], "Diary: only some"),
    ),
    ("the month", "the week before", "6v<up>", "14 Nov", Lines(&["6", "v", "14"], "14 Nov")),
    ("the month", "the week after", "6v<up><down>", "21 Nov", Lines(&["6", "v", "21"], "21 Nov")),
    ("the month", "the night before", "6v[", "20 Nov", Lines(&["6", "v", "20"], "20 Nov")),
    ("the month", "the night after", "6v[]", "21 Nov", Lines(&["6", "v", "21"], "21 Nov")),
    (
        "the month",
        "the month before",
        "6v<pgup>",
        "October 2026",
        Lines(&["6", "v", "earlier"], "October 2026"),
    ),
    (
        "the month",
        "the month after",
        "6v<pgup><pgdn>",
        "November 2026",
        Lines(&["6", "v", "earlier", "later"], "November 2026"),
    ),
    ("the month", "add a cramp", "6va", "A cramp", Lines(&["6", "v", "20", "4"], "A cramp: 16 questions.")),
    ("the month", "the page for a clinician", "6vr", "Nights", Lines(&["6", "v", "r"], "To print it")),
    (
        "the month",
        "undo the last change",
        "6v[[[0u",
        "Undone.",
        Lines(&["6", "v", "18", "2", "u"], "Undone."),
    ),
    (
        "the month",
        "make it again",
        "6v[[[0u<ctrl-r>",
        "Made again",
        Lines(&["6", "v", "18", "2", "u", "ctrl-r"], "Made again."),
    ),
    (
        "the month",
        "no cramp on the selected night",
        "6v[[[0",
        "no cramp. u",
        Lines(&["6", "v", "18", "2"], "no cramp. Type undo"),
    ),
    (
        "the month",
        "bedtime stretches done that evening",
        "6v[[[b",
        "done. u",
        Lines(&["6", "v", "18", "3"], "bedtime stretches done. Type undo"),
    ),
    ("the month", "a medicine started", "6vm", "Medicine", Lines(&["6", "v", "m"], "A medicine")),
    ("the month", "a few lines about you", "6vi", "Name and age", Lines(&["6", "v", "i"], "Name and age")),
    ("the month", "back to the list", "6v<esc>", "calf", Lines(&["6", "v", "back"], "Diary: 2 entries.")),
    ("the charts", "the list again", "6vvv", "calf", Lines(&["6", "v", "v", "v"], "Diary: 2 entries.")),
    (
        "the charts",
        "14, 30 or 90 nights",
        "6vvs",
        "The last 90 nights",
        Lines(&["6", "v", "v", "s"], "The last 90 nights"),
    ),
    ("the charts", "add a cramp", "6vva", "A cramp", Lines(&["6", "v", "v", "a"], "A cramp: 16 questions.")),
    ("the charts", "the page for a clinician", "6vvr", "Nights", Lines(&["6", "v", "v", "r"], "To print it")),
    (
        "the charts",
        "bedtime stretches done",
        "6vvb",
        "done. u undoes",
        Lines(&["6", "v", "v", "b"], "bedtime stretches done. Type undo"),
    ),
    ("the charts", "undo the last change", "6vvbu", "Undone.", Lines(&["6", "v", "v", "b", "u"], "Undone.")),
    (
        "the charts",
        "make it again",
        "6vvbu<ctrl-r>",
        "Made again",
        Lines(&["6", "v", "v", "b", "u", "ctrl-r"], "Made again."),
    ),
    (
        "the charts",
        "a few lines about you",
        "6vvi",
        "Name and age",
        Lines(&["6", "v", "v", "i"], "Name and age"),
    ),
    (
        "the charts",
        "back to the list",
        "6vv<esc>",
        "calf",
        Lines(&["6", "v", "v", "back"], "Diary: 2 entries."),
    ),
    (
        "the page for a clinician",
        "back to the list",
        "6r<esc>",
        "calf",
        Lines(&["6", "r", "back"], "Diary: 2 entries."),
    ),
    (
        "the page for a clinician",
        "14, 30 or 90 nights",
        "6rs",
        "--nights 90",
        Lines(&["6", "r", "s"], "--nights 90"),
    ),
    (
        "the page for a clinician",
        "a few lines about you",
        "6ri",
        "Name and age",
        Lines(&["6", "r", "i"], "Name and age"),
    ),
    ("a form of the diary", "keep all of it", "6a<enter>", "03:10", Lines(&["6", "a", "keep"], "3 entries")),
    (
        "a form of the diary",
        "the next line",
        "6a<down>",
        "How long did it last",
        Lines(&["6", "a", ""], "How long did it last"),
    ),
    (
        "a form of the diary",
        "the line before",
        "6a<down><up>",
        "yesterday 23:30",
        Lines(&["6", "a", "", "back"], "yesterday 23:30"),
    ),
    (
        "a form of the diary",
        "another choice",
        "6a<down><down><right>",
        "left leg",
        Lines(&["6", "a", "", "", "1", "back"], "Now: left leg."),
    ),
    (
        "a form of the diary",
        "tick, where things are ticked",
        "6a<up><up><up><up><up><up><up><up><space>",
        "[x]",
        Lines(&["6", "a", "", "", "", "", "", "", "", "", "1", "back"], "Now: pulled it."),
    ),
    (
        "a form of the diary",
        "leave; what was typed",
        "6a<down>9<esc>",
        "Esc again drops it",
        Lines(&["6", "a", "", "9", "leave"], "Type leave again to drop it"),
    ),
    (
        "a form of the diary",
        "start this form afresh",
        "6a<down>9<ctrl-n>",
        "A cramp",
        Lines(&["6", "a", "", "9", "afresh"], "When did it begin? 03:10"),
    ),
    ("the checklist", "tick the sign", "5<space>", "EMERGENCY", Lines(&["5", "1"], "EMERGENCY")),
    (
        "the checklist",
        "none of these",
        "50000",
        "You ticked none",
        Lines(&["5", "0", "0", "0", "0"], "You ticked none"),
    ),
    (
        "the checklist",
        "on to the next page",
        "50<space><enter>",
        "Page 3 of 4",
        Lines(&["5", "0", "1", "back", ""], "Page 3 of 4"),
    ),
    ("the checklist", "the page before", "50<bs>", "Page 1 of 4", Lines(&["5", "0", "back"], "Page 1 of 4")),
    (
        "the checklist",
        "the page after",
        "50<pgup><pgdn>",
        "Page 2 of 4",
        Lines(&["5", "0", "back", "0"], "Page 2 of 4"),
    ),
    (
        "the checklist",
        "the result so far",
        "5r",
        "This is not a result yet.",
        Lines(&["5", "0", "1", "result"], "Get help today."),
    ),
    (
        "the checklist",
        "undo the last change",
        "5<space><esc>u",
        "NOT COMPLETE",
        Lines(&["5", "0", "1", "u", "result"], "NOT COMPLETE"),
    ),
    (
        "the checklist",
        "twice: start afresh",
        "50<space>RR",
        "Started afresh",
        Lines(&["5", "0", "1", "afresh", "afresh"], "Started afresh"),
    ),
    (
        "the checklist",
        "back to the running stretch",
        "c!<esc>",
        "Get into place.",
        Lines(&["c", "!", "stretch"], "Get into place."),
    ),
    ("the checklist", "where you are", "5w", "Where are you?", Lines(&["5", "w"], "Where are you?")),
    (
        "the checklist",
        "keep this check",
        "50000<esc>s",
        "Kept in the diary.",
        Lines(&["5", "0", "0", "0", "0", "back", "s"], "Kept in the diary."),
    ),
    ("the checklist", "remember what belongs", "5m", "is remembered", Lines(&["5", "m"], "is remembered")),
    (
        "the checklist",
        "the checks kept before",
        "5v",
        "Checks kept before",
        Lines(&["5", "v"], "Checks kept before"),
    ),
    (
        "its result",
        "why, and the rest",
        "50<space><enter>00<enter>",
        "It may be a clot.",
        Lines(&["5", "0", "1", "0", "0", ""], "It may be a clot."),
    ),
    ("its result", "back to the questions", "5r<esc>", "Worst", Lines(&["5", "0", "r", "4"], "Page 2 of 4")),
    (
        "its result",
        "undo the last change",
        "50000u",
        "Page 4",
        Lines(&["5", "0", "0", "0", "0", "u"], "Page 4"),
    ),
    ("its result", "where you are", "5rw", "Where are you?", Lines(&["5", "r", "2"], "Where are you?")),
    (
        "its result",
        "keep this check",
        "50000s",
        "Kept in the diary.",
        Lines(&["5", "0", "0", "0", "0", "1"], "Kept in the diary."),
    ),
    (
        "its result",
        "the checks kept before",
        "5rv",
        "Checks kept before",
        Lines(&["5", "r", "3"], "Checks kept before"),
    ),
    ("an emergency", "more is true", "5<space><esc>", "[x] Hard", Lines(&["5", "1", ""], "Page 2 of 4")),
    (
        "an emergency",
        "undo the last change",
        "5<space>u",
        "No longer ticked",
        Lines(&["5", "1", "undo"], "No longer"),
    ),
    (
        "an emergency",
        "where you are",
        "5<space>w",
        "Where are you?",
        Lines(&["5", "1", "w"], "Where are you?"),
    ),
    (
        "an emergency",
        "keep this check",
        "5<space>s",
        "Kept in the diary.",
        Lines(&["5", "1", "s"], "Kept in the diary."),
    ),
    (
        "an emergency",
        "the checks kept before",
        "5<space>v",
        "Checks kept before",
        Lines(&["5", "1", "v"], "Checks kept before"),
    ),
    ("an emergency", "the region with", "5<space>b", "888", Lines(&["5", "1", "b"], "8 8 8")),
    (
        "the checks kept before",
        "back to the questions",
        "5v<esc>",
        "Worst",
        Lines(&["5", "v", "back"], "Page 1 of 4"),
    ),
    (
        "a cramp left open",
        "choose the selected answer",
        "",
        "",
        Nothing("tested with a killed session, in both"),
    ),
    ("a cramp left open", "later", "", "", Nothing("tested with a killed session, in both")),
    ("help and evidence", "close this", "?<esc>", "First cause", Lines(&["3", "1", "e", "back"], "Remedies")),
    (
        "the search",
        "open the selected hit",
        "/etirement<enter>",
        "first summary",
        Lines(&["/etirement", "1"], "The first summary."),
    ),
    ("the search", "close the search", "/<esc>", "First cause", Lines(&["/", "back"], "Causes: 2 topics.")),
    (
        "the search",
        "leave",
        "/<ctrl-c>",
        "",
        Nothing("quit leaves, wherever something is typed: tested below"),
    ),
    ("the search", "suspend", "", "", Nothing("the shell hears Ctrl-Z itself where lines are typed")),
    (
        "the regions",
        "choose the selected region",
        "5w<down><enter>",
        "777",
        Lines(&["5", "w", "a"], "Numbers for Aland"),
    ),
    ("the regions", "no region", "5wn", "No region chosen", Lines(&["5", "w", "n"], "No region chosen")),
    ("the regions", "the region with", "5wb", "888", Lines(&["5", "w", "b"], "8 8 8")),
    ("the regions", "leave it as it is", "5w<esc>", "Worst", Lines(&["5", "w", "back"], "Page 1 of 4")),
    ("everywhere", "the warning signs", "!", "Worst", Lines(&["!"], "Page 1 of 4")),
    ("everywhere", "cramping now", "c", "Get into place.", Lines(&["c"], "Get into place.")),
    ("everywhere", "this help", "?", "cramping now", Lines(&["?"], "cramp: cramping now")),
    ("everywhere", "search every tab", "/rub", "Rub", Lines(&["/rub"], "Remedies: Rub")),
    (
        "everywhere",
        "evidence",
        "e",
        "Where this comes from",
        Lines(&["1", "1", "e"], "Where this comes from"),
    ),
    ("everywhere", "leave", "q", "", Nothing("tested below: quit leaves from everywhere")),
    ("everywhere", "the next hit", "/a<enter>n", "", Lines(&["/a", "1", "n"], "")),
    ("everywhere", "the hit before", "/a<enter>N", "", Lines(&["/a", "1", "N"], "")),
    (
        "everywhere",
        "the start screen; marks",
        "/rub<enter><esc><esc><esc>",
        "I have a cramp now",
        Lines(&["1", "menu"], "Causes: what may bring cramps on"),
    ),
    (
        "the start screen",
        "open the selected line",
        "<esc><down><down><enter>",
        "Short",
        Lines(&["1", "leave", "3"], "1. Short"),
    ),
    (
        "everywhere",
        "back to where",
        "/rub<enter><bs>",
        "First cause",
        Lines(&["1", "/rub", "1", "backspace"], "First cause"),
    ),
    ("everywhere", "the next theme", "t", "Theme:", Nothing("a theme is seen: no words are different in it")),
    ("everywhere", "speak the lines", "v", "Voice on.", Lines(&["voice"], "Voice on.")),
    ("everywhere", "the tab before", "<left>", "Diary", Lines(&["diary"], "Diary: 2 entries.")),
    ("everywhere", "the next tab", "<right>", "Ache", Lines(&["symptoms"], "Symptoms: 1 topic.")),
    ("everywhere", "Causes", "61", "First cause", Lines(&["causes"], "Causes: 2 topics.")),
    ("everywhere", "Symptoms", "2", "Ache", Lines(&["2"], "Symptoms: 1 topic.")),
    ("everywhere", "Remedies", "3", "Rub", Lines(&["remedies"], "1. Rub")),
    ("everywhere", "Stretch", "4", "Short", Lines(&["stretch"], "1. Short")),
    ("everywhere", "Checklist", "5", "Worst", Lines(&["checklist"], "Page 1 of 4")),
    ("everywhere", "Diary", "6", "calf", Lines(&["diary"], "Diary: 2 entries.")),
    (
        "everywhere",
        "suspend to the shell",
        "",
        "",
        Nothing("the shell hears Ctrl-Z itself where lines are typed"),
    ),
];

/// A home with two cramps in it, the later one on the night of the 20th.
fn home() -> FakeStore {
    let home = FakeStore::new();
    with_cramps(&home, &["2026-11-20T01:00", "2026-11-21T02:00"]);
    home
}

#[test]
fn what_is_done_on_a_screen_is_done_by_ear() {
    let mut wrong = vec![];
    for (table, help, keys, sees, by) in ROWS {
        let on_screen = home();
        let mut screen = Journey::keeping(&on_screen, Start::Guide, 100, 40);
        screen.keys(keys);
        if screen.end.is_none() && !screen.shows(sees) {
            wrong.push(format!("{table}, {help}: {keys:?} does not show {sees:?}:\n{}", screen.screen()));
        }
        let (lines, hears) = match by {
            Lines(lines, hears) => (lines, hears),
            Nothing(why) => {
                assert!(!why.is_empty(), "{table}, {help}: why is it not done by ear?");
                continue;
            }
        };
        let at_home = home();
        let mut talk = Journey::talk(small_book(), Start::Guide, Some(&at_home));
        let (last, before) = lines.split_last().expect("a line");
        talk.lines(before);
        let said = talk.lines(&[last]);
        let is_answer = said.iter().any(|line| line.contains(hears));
        let is_refused =
            said.iter().any(|line| line.contains("I do not know") || line.contains("Nothing changed"));
        if !is_answer || is_refused {
            wrong.push(format!("{table}, {help}: {lines:?} does not say {hears:?}:\n{}", said.join("\n")));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

#[test]
fn no_row_of_any_table_is_forgotten() {
    let all = screens();
    let mut missing = vec![];
    for screen in &all {
        for row in &screen.rows {
            // Moving is for the eye: by ear things come in turn, and are chosen by their numbers. A month is walked through.
            let is_motion =
                row.id.starts_with("text.") || (row.id.starts_with("list.") && screen.name != "the month");
            let is_other = ["search.up", "search.down"].contains(&row.id);
            let is_told = ROWS.iter().any(|(of, help, ..)| *of == screen.name && row.help.starts_with(help));
            if !is_told && !is_motion && !is_other {
                missing.push(format!("{}: {}", screen.name, row.help));
            }
        }
    }
    assert!(missing.is_empty(), "how are these done without a screen?\n{}", missing.join("\n"));
    for (table, help, ..) in ROWS {
        let is_it = |row: &crate::screen::keymap::Hint<'_>| row.help.starts_with(help);
        let known = all.iter().any(|screen| screen.name == *table && screen.rows.iter().any(is_it));
        let motions = ["the week before", "the week after"];
        assert!(known || motions.contains(help), "{table} has no row {help:?} any more");
    }
}

#[test]
fn quit_leaves_from_everywhere() {
    for (.., by) in ROWS {
        let Lines(lines, _) = by else { continue };
        for word in ["quit", "q"] {
            let at_home = home();
            let mut talk = Journey::talk(small_book(), Start::Guide, Some(&at_home));
            talk.lines(lines);
            let is_form =
                talk.hand.said.iter().any(|line| line.starts_with("When did") || line.contains("questions"));
            if is_form && word == "q" {
                // In a form a letter is typed.
                continue;
            }
            talk.lines(&[word]);
            if is_form && talk.end.is_none() {
                // A form asks first.
                assert!(talk.hand.said[0].contains("quit again"), "{:?}", talk.hand.said);
                talk.lines(&[word]);
            }
            assert_eq!(talk.end, Some(End::Quit), "{lines:?}, then {word}");
        }
    }
}
