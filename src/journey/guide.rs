//! Browsing the guide.

use ratatui::style::Modifier;

use super::*;
use crate::domain::evidence::RemedyVerdict;

#[test]
fn arrows_go_round_the_tabs_and_numbers_go_to_them() {
    for (width, height) in SIZES {
        let mut j = Journey::new(width, height);
        for title in ["Causes", "Symptoms", "Remedies", "Stretch", "Checklist", "Diary", "uncramp", "Causes"]
        {
            j.is_on(title).keys("<right>");
        }
        j.keys("<left>").is_on("Causes").keys("hh").is_on("Diary").keys("ll<tab><btab>");
        j.is_on("Causes").keys("3").is_on("Remedies").keys("7").is_on("Remedies");
    }
}

#[test]
fn the_selected_topic_is_read_beside_or_over_the_list() {
    let mut wide = Journey::new(80, 24);
    wide.sees("▸ First cause").sees("Second cause").sees("The first summary.");
    wide.keys("<down>").sees("▸ Second cause").sees("A short text.");

    let mut narrow = Journey::new(40, 15);
    narrow.sees("▸ First cause").misses("The first summary.");
    narrow.keys("j<enter>").sees("A short text.").misses("▸").keys("<esc>").sees("▸ Second cause");
    narrow.keys("g").sees("▸ First cause").keys("G").sees("▸ Second cause");
}

#[test]
fn the_last_line_is_reached_at_every_size() {
    for (width, height) in SIZES.into_iter().chain([(20, 5), (60, 8), (200, 60)]) {
        let mut j = Journey::new(width, height);
        j.keys("<enter><end>").sees("swollen (warning sign)");
        j.keys("<home>").sees("First cause").keys("<pgdn><pgdn><pgdn><pgdn><pgdn><pgdn><pgdn><pgdn>");
        for _ in 0..120 {
            j.keys("<down>");
        }
        j.sees("swollen (warning sign)");
        j.resize(35, 9).keys("<end>").sees("swollen (warning sign)");
    }
}

#[test]
fn every_remedy_shows_its_verdict_as_a_mark_and_a_word() {
    let mut wide = Journey::new(80, 24);
    wide.keys("3").sees("▸ Rub").sees("~ May help: during").sees("? No good evidence");
    // In the text too, and with the mark.
    wide.sees("Verdict: ~ May help.").keys("<down>").sees("Verdict: ? No good evidence.");
    // A cause has none.
    wide.keys("1").misses("Verdict");

    let mut narrow = Journey::new(40, 15);
    narrow.keys("3").sees("~ May help: during").sees("? No good evidence").sees("during, to prevent");
    narrow.keys("<down><enter>").sees("Verdict: ? No good evidence.");

    // Where they do not fit beside the verdict, the times stand under it.
    Journey::new(24, 15).keys("3").sees("? No good evidence").sees("during, to prevent");
}

#[test]
fn every_verdict_has_a_mark_of_its_own_with_and_without_unicode() {
    let all = [
        RemedyVerdict::Helps,
        RemedyVerdict::MayHelp,
        RemedyVerdict::NoGoodEvidence,
        RemedyVerdict::DoesNotHelp,
        RemedyVerdict::Harmful,
    ];
    for glyphs in [&glyphs::UNICODE, &glyphs::ASCII] {
        let mut marks: Vec<&str> = all.iter().map(|verdict| glyphs.verdict(*verdict)).collect();
        assert!(marks.iter().all(|mark| mark.is_ascii() || !glyphs.are_ascii()));
        marks.sort_unstable();
        marks.dedup();
        assert_eq!(marks.len(), all.len(), "{marks:?}");
    }
}

#[test]
fn links_lead_there_and_backspace_leads_back() {
    for (width, height) in SIZES {
        let mut j = Journey::new(width, height);
        j.keys("<enter><end>").sees("→ Rub (remedy)");
        // The end is in view, so Down steps through its links.
        j.keys("<down>").sees("▸ Rub (remedy)").keys("<enter>");
        j.is_on("Remedies").sees("Rub the muscle.");
        j.keys("<bs>").is_on("Causes");
        j.keys("<end><down><down>")
            .sees("▸ Short (stretch)")
            .keys("<enter>")
            .is_on("Stretch")
            .sees("▸ Short");
        j.keys("<bs><end><down><down><down><enter>").is_on("Checklist").sees("▸ [ ] One leg swollen");
        j.keys("<bs>").is_on("Causes").keys("<bs>").is_on("Causes");
    }
}

#[test]
fn a_link_that_has_been_scrolled_out_of_sight_is_not_followed() {
    let mut j = Journey::new(60, 9);
    j.keys("<enter><end><down>")
        .sees("▸ Rub (remedy)")
        .keys("<home><enter>")
        .is_on("Causes")
        .sees("First cause");
}

#[test]
fn search_looks_everywhere_and_marks_the_words_by_more_than_colour() {
    for (width, height) in SIZES {
        let mut j = Journey::new(width, height);
        j.keys("/").sees("Search:").keys("ETIREMENT").sees("1 hit").sees("Caus");
        j.keys("<enter>").is_on("Causes");
        if width >= 80 {
            assert!(j.with_modifier(Modifier::UNDERLINED).contains("étirement"));
        }
        j.keys("/SUMMARY").sees("2 hits").keys("<enter>").sees("First cause");
        j.keys("n")
            .sees("A short text.")
            .keys("N")
            .misses("A short text.")
            .keys("nn")
            .misses("A short text.");
        j.keys("/zzz").sees("Nothing found").keys("<enter>").sees("Search:").keys("<esc>").misses("Search:");
    }
}

#[test]
fn a_search_shows_the_line_around_the_word() {
    let mut j = Journey::new(80, 24);
    j.keys("/paragraph").sees("Second paragraph with the word étirement");
    assert!(j.with_modifier(Modifier::UNDERLINED).contains("paragraph"), "{}", j.screen());
    // Long lines are cut between words, and the word is in the part that is shown.
    for width in [24, 40, 60, 100] {
        let mut j = Journey::shipped(width, 24);
        j.keys("/magnesium").sees("agnesium");
        let marked = j.with_modifier(Modifier::UNDERLINED).to_lowercase();
        assert!(marked.contains("magnesium"), "{width}:\n{}", j.screen());
    }
}

#[test]
fn what_scrolls_has_a_scrollbar_and_says_the_place() {
    let mut j = Journey::shipped(80, 24);
    j.keys("3").sees("1 of 25").sees("┃").keys("<down><down>").sees("3 of 25");
    j.keys("<enter>").misses("of 25").sees(" lines").keys("<end>");
    let (end, all) = {
        let footer = j.rows().last().cloned().unwrap_or_default();
        let words: Vec<String> = footer.split_whitespace().rev().take(4).map(str::to_owned).collect();
        (words[3].clone(), words[1].clone())
    };
    assert_eq!(end, all, "the last line is in view");
    // What does not scroll has none.
    Journey::new(80, 40).keys("2").misses("┃").misses(" of ");
}

#[test]
fn the_side_with_the_focus_is_marked_by_more_than_colour() {
    let mut j = Journey::new(100, 30);
    let rule = |j: &Journey| j.rows()[10].chars().nth(32);
    assert_eq!(rule(&j), Some('│'), "{}", j.screen());
    j.keys("<enter>");
    assert_eq!(rule(&j), Some('┃'), "{}", j.screen());
}

#[test]
fn a_wide_window_holds_the_text_in_its_middle() {
    let mut j = Journey::new(160, 30);
    j.sees("▸ First cause");
    let (list, _) = j.find("▸ First cause");
    let (text, _) = j.find("The first summary.");
    assert!(list > 15 && text > list + 30, "{list} {text}:\n{}", j.screen());
    assert!(j.rows().iter().all(|row| row.chars().count() < 140), "{}", j.screen());
}

#[test]
fn the_next_hit_goes_round_every_tab() {
    let mut j = Journey::new(100, 30);
    j.keys("/leg").sees("hits").keys("<enter>");
    let first = j.screen();
    let mut tabs = vec![];
    for _ in 0..20 {
        j.keys("n");
        let bar = j.rows()[0].clone();
        if !tabs.contains(&bar) {
            tabs.push(bar);
        }
        if j.screen() == first {
            break;
        }
    }
    assert!(tabs.len() >= 2, "{tabs:?}");
}

#[test]
fn a_search_field_hears_keys_before_anything_else() {
    let mut j = Journey::new(80, 24);
    j.keys("/cq!?1").sees("Search: cq!?1").sees("[1 Causes]").keys("<bs><bs>").sees("Search: cq!");
    assert_eq!(j.end, None);
    j.event(Event::Paste("a\u{1b}[31m\nche".into())).sees("Search: cq!a[31m che");
}

#[test]
fn e_shows_where_it_comes_from_and_help_what_the_keys_do() {
    for (width, height) in SIZES {
        let mut j = Journey::new(width, height);
        j.keys("e")
            .sees("Where this comes from")
            .sees("First cause")
            .keys("<end>")
            .sees("Somebody. Something. 2020.");
        j.keys("<esc>").misses("Where this comes from");
        j.keys("?").sees("Keys on Causes").keys("<end>").sees("Where it comes from.");
        j.keys("<home>");
        let mut read = j.prose();
        for _ in 0..40 {
            j.keys("<pgdn>");
            read.push_str(&j.prose());
        }
        for part in ["An introduction.", "A disclaimer.", "Consult somebody."] {
            assert!(read.contains(part), "{part} is not in the help at {width}x{height}");
        }
        j.keys("<esc>").is_on("Causes");
    }
}

#[test]
fn the_disclaimer_is_in_reach_and_in_nobodys_way() {
    for (width, height) in SIZES {
        let mut j = Journey::new(width, height);
        assert!(j.shows("For information only. ? says more."), "{}", j.screen());
        j.keys("c").misses("For information only.");
    }
}

#[test]
fn the_mouse_selects_scrolls_and_follows() {
    let mut j = Journey::new(80, 24);
    j.click("Second cause").sees("▸ Second cause").sees("A short text.");
    j.click("3 Remedies").sees("[3 Remedies]").click("1 Causes").click("First cause");
    let (x, y) = j.find("The first summary.");
    for _ in 0..20 {
        j.event(Event::Wheel { x, y, up: false });
    }
    j.sees("→ Rub (remedy)").click("→ Rub (remedy)").sees("[3 Remedies]");
    j.click("1 Causes");
    let (x, y) = j.find("First cause");
    j.event(Event::Wheel { x, y, up: false }).sees("▸ Second cause");
}

#[test]
fn keys_that_come_together_do_what_they_do_one_by_one() {
    for keys in [
        "<down><enter><end>",
        "<enter><pgdn><pgdn><down>",
        "3<enter><end><down><enter>",
        "/leg<enter>nn<enter><end>",
    ] {
        let one_by_one = Journey::new(60, 12).keys(keys).screen();
        assert_eq!(Journey::new(60, 12).at_once(keys).screen(), one_by_one, "{keys}");
    }
}

#[test]
fn t_shows_the_same_words_in_every_theme() {
    let mut j = Journey::new(80, 24);
    let words = |j: &Journey| j.rows()[..20].join("\n");
    let before = words(&j);
    for name in ["light", "high-contrast", "mono", "night", "dark"] {
        j.keys("t").sees(&format!("Theme: {name}"));
        assert_eq!(words(&j), before);
    }
}
