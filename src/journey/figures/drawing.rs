//! Figures by themselves: whole at every size, possible for a body, and alike in all themes.

use ratatui::buffer::Cell;

use super::*;
use crate::{
    domain::figure::SharedFigure,
    screen::frame_info::FrameInfo,
    ui::{
        Appearance,
        figure::{LEAST, PosedFigure},
        surface::Surface,
    },
};

/// All poses that are ever drawn: the start, the moment between, the end.
const MOMENTS: [f64; 3] = [0.0, 0.5, 1.0];

fn look(name: ThemeName, depth: Depth, glyphs: &'static glyphs::Glyphs) -> Appearance {
    Appearance { theme: Theme { name, depth }, glyphs, motion: None }
}

/// The solid signs, by their lit quarters: upper left 1, upper right 2, lower left 4, lower right 8.
const BLOCKS: [char; 16] = [' ', '▘', '▝', '▀', '▖', '▌', '▞', '▛', '▗', '▚', '▐', '▜', '▄', '▙', '▟', '█'];

/// The lit dots of a sign, as columns and rows in its cell.
fn lit(sign: char) -> Vec<(usize, usize)> {
    if let Some(quarters) = BLOCKS.iter().position(|block| *block == sign) {
        let all = (0..2).flat_map(|x| (0..4).map(move |y| (x, y)));
        return all.filter(|(x, y)| quarters >> (x + y / 2 * 2) & 1 == 1).collect();
    }
    let bits = (sign as u32).saturating_sub(0x2800);
    let places = [(0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3)];
    let on = places.into_iter().enumerate().filter(|(bit, _)| bits >> bit & 1 == 1);
    on.map(|(_, place)| place).collect()
}

/// The heads of arrows among letters, told from a nose by their colour.
fn heads(shown: PosedFigure<'_>) -> usize {
    let dark = look(ThemeName::Dark, Depth::True, &glyphs::ASCII);
    let accent = dark.theme.style(Role::Accent).fg;
    let mut screen = Buffer::empty(Rect::new(0, 0, 36, 16));
    shown.draw(&mut Surface::new(&mut screen, dark, &mut FrameInfo::default()), &dark);
    let is_head = |cell: &Cell| Some(cell.fg) == accent && ["<", ">", "^", "v"].contains(&cell.symbol());
    screen.content().iter().filter(|cell| is_head(cell)).count()
}

fn drawn(shown: PosedFigure<'_>, width: u16, height: u16, look: &Appearance) -> Vec<String> {
    let mut screen = Buffer::empty(Rect::new(0, 0, width, height));
    shown.draw(&mut Surface::new(&mut screen, *look, &mut FrameInfo::default()), look);
    let row = |y| (0..width).map(|x| screen[(x, y)].symbol()).collect::<String>();
    (0..height).map(row).collect()
}

fn every(mut check: impl FnMut(&SharedFigure, PosedFigure<'_>)) {
    let book = content::shipped();
    for figure in figures(&book) {
        for t in MOMENTS {
            for left in [false, true] {
                check(&figure, PosedFigure { t, left, ..PosedFigure::end(&figure) });
            }
        }
    }
}

#[test]
fn no_figure_is_cut_at_any_size() {
    every(|figure, shown| {
        for width in LEAST.0..=70 {
            for height in LEAST.1..=30 {
                let over = shown.overhang(width, height);
                assert!(over < 0.01, "{} at {width}x{height}: by {over:.2} dots", figure.id);
                let rows = shown.rows(width, height).expect("room to draw it");
                assert!((LEAST.1..=height).contains(&rows), "{}: {rows} of {height} rows", figure.id);
            }
        }
        assert_eq!(shown.rows(LEAST.0 - 1, 30), None);
        assert_eq!(shown.rows(70, LEAST.1 - 1), None);
    });
}

#[test]
fn every_figure_has_three_forms() {
    let unicode = look(ThemeName::Dark, Depth::True, &glyphs::UNICODE);
    let ascii = look(ThemeName::Dark, Depth::True, &glyphs::ASCII);
    every(|figure, shown| {
        for (width, height) in [LEAST, (36, 16), (60, 26)] {
            let text = drawn(shown, width, height, &unicode).concat();
            let (solid, dots): (Vec<char>, Vec<char>) =
                text.chars().filter(|c| *c != ' ').partition(|c| BLOCKS.contains(c));
            assert!(dots.iter().all(|c| ('\u{2801}'..='\u{28ff}').contains(c)), "{}: {text}", figure.id);
            assert!(dots.len() > 30, "{} is hardly there", figure.id);
            // The moving parts, the muscle and the arrow are solid, and nothing else is.
            let marked = !figure.moves.is_empty() || figure.feel.is_some();
            assert_eq!(solid.len() > 8, marked, "{} at {width}x{height}: {text}", figure.id);
            assert!(marked || solid.is_empty(), "{}", figure.id);
            let text = drawn(shown, width, height, &ascii).concat();
            assert!(text.is_ascii() && text.chars().filter(|c| *c != ' ').count() > 20, "{}", figure.id);
        }
        // Words that fit where a figure does not, and that name a part of the body.
        let words = figure.words_for(shown.t, "cramped leg").to_lowercase();
        assert!(words.len() <= 110, "{}: {} letters", figure.id, words.len());
        assert!(["knee", "heel", "toes", "foot", "feet", "hand"].iter().any(|part| words.contains(part)));
    });
}

#[test]
fn what_moves_and_what_pulls_are_marked_without_colour() {
    every(|figure, shown| {
        let signs = |name, depth| drawn(shown, 36, 16, &look(name, depth, &glyphs::UNICODE));
        let plain = signs(ThemeName::Mono, Depth::None);
        for name in ThemeName::ALL.iter().copied() {
            assert_eq!(signs(name, Depth::True), plain, "{}", figure.id);
        }
        let letters = drawn(shown, 36, 16, &look(ThemeName::Mono, Depth::None, &glyphs::ASCII)).concat();
        let has = |letter: char| letters.contains(letter);
        assert_eq!(has('#'), !figure.moves.is_empty(), "{}: what moves", figure.id);
        assert_eq!(has('*'), figure.feel.is_some(), "{}: where it pulls", figure.id);
        assert_eq!(heads(shown), usize::from(figure.arrow.is_some()), "{}: the arrow", figure.id);
    });
}

#[test]
fn every_pose_is_one_a_body_can_be_in() {
    let mut poses = 0;
    every(|figure, shown| {
        poses += 1;
        for (whose, joint, degrees) in content::tests::figures::joints(&figure.pose(shown.t)) {
            let (least, most) = joint.range();
            let word = joint.word();
            assert!((least..=most).contains(&degrees), "{}: {word} of the {whose} at {degrees}", figure.id);
        }
    });
    assert!(poses >= 90, "{poses} poses");
}

#[test]
fn the_other_leg_is_the_same_figure_turned_round() {
    let unicode = look(ThemeName::Dark, Depth::True, &glyphs::UNICODE);
    let dots = |shown: PosedFigure<'_>| -> Vec<(usize, usize)> {
        let mut all = vec![];
        for (y, row) in drawn(shown, 40, 18, &unicode).iter().enumerate() {
            for (x, sign) in row.chars().enumerate() {
                all.extend(lit(sign).into_iter().map(|(dx, dy)| (2 * x + dx, 4 * y + dy)));
            }
        }
        all
    };
    every(|figure, shown| {
        let (one, other) = (dots(shown), dots(PosedFigure { left: !shown.left, ..shown }));
        let turned: Vec<_> = other.iter().map(|(x, y)| (79 - x, *y)).collect();
        let same = turned.iter().filter(|dot| one.contains(dot)).count();
        // A dot that a line only just touches may fall either way.
        assert!(same * 100 >= one.len() * 98, "{}: {same} of {}", figure.id, one.len());
    });
}

#[test]
fn the_arrow_is_gone_on_the_way_back() {
    let book = content::shipped();
    for step in book.stretches.routines.iter().flat_map(|routine| &routine.steps) {
        if let Some(figure) = &step.figure {
            let is_there = figure.arrow.is_some() && step.kind != StepKind::Ease;
            assert_eq!(
                heads(PosedFigure::at(figure, step, None)),
                usize::from(is_there),
                "{}: {}",
                figure.id,
                step.say
            );
        }
    }
}
