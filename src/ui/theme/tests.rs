//! Contrast, brightness and colours of every theme at every depth.

use super::*;

/// Red, green and blue.
type Rgb = (u8, u8, u8);

/// The sixteen colours, as the consoles of PCs have shown them since VGA and as xterm does. A terminal's owner may
/// have changed them.
const SIXTEEN: [(Color, [Rgb; 2]); 14] = [
    (Color::Black, [(0, 0, 0), (0, 0, 0)]),
    (Color::Red, [(170, 0, 0), (205, 0, 0)]),
    (Color::Green, [(0, 170, 0), (0, 205, 0)]),
    (Color::Yellow, [(170, 85, 0), (205, 205, 0)]),
    (Color::Blue, [(0, 0, 170), (0, 0, 238)]),
    (Color::Magenta, [(170, 0, 170), (205, 0, 205)]),
    (Color::Cyan, [(0, 170, 170), (0, 205, 205)]),
    (Color::Gray, [(170, 170, 170), (229, 229, 229)]),
    (Color::DarkGray, [(85, 85, 85), (127, 127, 127)]),
    (Color::LightRed, [(255, 85, 85), (255, 0, 0)]),
    (Color::LightGreen, [(85, 255, 85), (0, 255, 0)]),
    (Color::LightYellow, [(255, 255, 85), (255, 255, 0)]),
    (Color::LightCyan, [(85, 255, 255), (0, 255, 255)]),
    (Color::White, [(255, 255, 255), (255, 255, 255)]),
];

/// Every way a colour of a theme is shown.
fn shown(colour: Color) -> Vec<Rgb> {
    match colour {
        Color::Rgb(r, g, b) => vec![(r, g, b)],
        Color::Indexed(index @ 16..=231) => {
            let step = |at: u8| if at == 0 { 0 } else { 55 + 40 * at };
            let cube = index - 16;
            vec![(step(cube / 36), step(cube / 6 % 6), step(cube % 6))]
        }
        Color::Indexed(index @ 232..) => {
            vec![(8 + 10 * (index - 232), 8 + 10 * (index - 232), 8 + 10 * (index - 232))]
        }
        basic => {
            let found = SIXTEEN.iter().find(|(known, _)| *known == basic);
            found.unwrap_or_else(|| panic!("{basic:?} is none of the sixteen that themes use")).1.to_vec()
        }
    }
}

fn luminance((r, g, b): Rgb) -> f64 {
    let part = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.03928 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b)
}

fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The contrast of a role, one for each way its two colours are shown.
fn ratios(theme: Theme, role: Role) -> Vec<f64> {
    let style = theme.ground().patch(theme.style(role));
    let (text, ground) = (style.fg.expect("a colour"), style.bg.expect("a ground"));
    shown(text).into_iter().zip(shown(ground)).map(|(text, ground)| contrast(text, ground)).collect()
}

const ROLES: [Role; 15] = [
    Role::Text,
    Role::Quiet,
    Role::Title,
    Role::Accent,
    Role::Strong,
    Role::Selected,
    Role::Chosen,
    Role::Headline,
    Role::Count,
    Role::Moving,
    Role::Muscle,
    Role::Emergency,
    Role::SameDay,
    Role::Appointment,
    Role::Mark,
];

#[test]
fn everything_can_be_read_at_every_depth_and_the_headline_best_of_all() {
    for name in ThemeName::ALL.iter().copied().filter(|name| *name != ThemeName::Mono) {
        for depth in [Depth::Sixteen, Depth::Indexed, Depth::True] {
            let theme = Theme { name, depth };
            let headline = ratios(theme, Role::Headline);
            for role in ROLES {
                for (ratio, most) in ratios(theme, role).into_iter().zip(&headline) {
                    assert!(ratio >= 4.5, "{role:?} of {theme:?}: {ratio:.2}");
                    assert!(
                        [Role::Selected, Role::Moving, Role::Muscle].contains(&role) || ratio <= *most,
                        "{role:?} of {theme:?} outshines the headline"
                    );
                }
            }
            assert!(headline.iter().all(|ratio| *ratio >= 7.0), "the headline of {theme:?}: {headline:?}");
        }
    }
}

#[test]
fn the_number_on_a_night_can_be_read_at_every_pain() {
    for name in ThemeName::ALL.iter().copied().filter(|name| *name != ThemeName::Mono) {
        for depth in [Depth::Indexed, Depth::True] {
            let theme = Theme { name, depth };
            for level in 1..=4 {
                let style = theme.pain(level);
                let (text, cell) = (shown(style.fg.expect("a text")), shown(style.bg.expect("a cell")));
                let ratio = contrast(text[0], cell[0]);
                assert!(ratio >= 4.5, "pain level {level} of {theme:?}: {ratio:.2}");
            }
        }
    }
}

#[test]
fn each_depth_uses_its_own_colours_only() {
    for name in ThemeName::ALL.iter().copied() {
        for role in ROLES {
            for depth in [Depth::None, Depth::Sixteen, Depth::Indexed, Depth::True] {
                let style = Theme { name, depth }.ground().patch(Theme { name, depth }.style(role));
                for colour in [style.fg, style.bg].into_iter().flatten() {
                    let is_its_own = match depth {
                        Depth::None => false,
                        Depth::Sixteen => {
                            !matches!(colour, Color::Rgb(..) | Color::Indexed(_) | Color::Reset)
                        }
                        // The first sixteen are whatever the terminal's owner made of them.
                        Depth::Indexed => matches!(colour, Color::Indexed(16..)),
                        Depth::True => matches!(colour, Color::Rgb(..)),
                    };
                    assert!(is_its_own, "{role:?} of {name:?} is {colour:?} at {depth:?}");
                }
            }
        }
    }
}

#[test]
fn at_night_the_headline_is_the_brightest_thing_and_text_is_as_dim_as_it_may_be() {
    for depth in [Depth::Sixteen, Depth::Indexed, Depth::True] {
        let theme = Theme { name: ThemeName::Night, depth };
        let bright =
            |role: Role| theme.style(role).fg.map_or_else(Vec::new, shown).into_iter().map(luminance);
        // Small parts of a figure, which the eye has to find.
        let is_figure = |role: &Role| [Role::Moving, Role::Muscle].contains(role);
        for role in ROLES.into_iter().filter(|role| !is_figure(role)) {
            let is_within = bright(role).zip(bright(Role::Headline)).all(|(it, most)| it <= most);
            assert!(is_within, "{role:?} at {depth:?}");
        }
        let is_dim = bright(Role::Count).zip(bright(Role::Headline)).all(|(count, most)| count < most);
        assert!(is_dim, "the count at {depth:?}");
    }
    let theme = Theme { name: ThemeName::Night, depth: Depth::True };
    let [text, quiet, accent] =
        [Role::Text, Role::Quiet, Role::Accent].map(|role| ratios(theme, role).remove(0));
    assert!((4.5..4.8).contains(&text) && (4.5..4.8).contains(&quiet), "{text:.2} {quiet:.2}");
    assert!(accent >= 1.5 * text, "{accent:.2} beside {text:.2}");
    let selected = Theme { depth: Depth::Sixteen, ..theme }.style(Role::Selected);
    assert!(!selected.add_modifier.contains(Modifier::REVERSED), "no bar of light at night");
    let (r, g, b, _) = RAISED[0];
    assert!(luminance((r, g, b)) < 0.02);
}

#[test]
fn without_colours_the_selected_row_is_turned_round() {
    for name in ThemeName::ALL.iter().copied() {
        let theme = Theme { name, depth: Depth::None };
        assert!(theme.style(Role::Selected).add_modifier.contains(Modifier::REVERSED));
        for role in ROLES {
            assert_eq!((theme.style(role).fg, theme.style(role).bg), (None, None));
        }
    }
}

#[test]
fn the_nearest_of_256_colours() {
    assert_eq!(indexed(0, 0, 0), 16);
    assert_eq!(indexed(255, 255, 255), 231);
    assert_eq!(indexed(255, 0, 0), 196);
    assert_eq!(indexed(128, 128, 128), 244);
    let parts = || (0..=255_u8).step_by(5);
    for (r, g, b) in parts().flat_map(|r| parts().flat_map(move |g| parts().map(move |b| (r, g, b)))) {
        let distance = |index: u8| -> u32 {
            palette_colour(index)
                .into_iter()
                .zip([r, g, b])
                .map(|(a, b)| u32::from(a.abs_diff(b)).pow(2))
                .sum()
        };
        let least = (16..=255).map(distance).min();
        assert_eq!(Some(distance(indexed(r, g, b))), least, "{r} {g} {b}");
    }
}

#[test]
fn t_goes_round_every_theme() {
    let mut name = ThemeName::Night;
    for _ in ThemeName::ALL {
        name = name.next();
    }
    assert_eq!(name, ThemeName::Night);
}
