//! Themes: the look of each role on terminals with no, 16, 256 or all colours.
//!
//! No colour is named anywhere else. Every role that means something has a modifier, a word or a glyph beside its
//! colour, so that a terminal without colours shows the same. Contrast is computed over these palettes in a test.

use ratatui::style::{Color, Modifier, Style};

use crate::domain::choice::choices;

/// The meaning of a piece of the screen, apart from its look.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Text,
    /// Words that matter less: notes, explanations of keys.
    Quiet,
    /// Headings.
    Title,
    /// The one accent.
    Accent,
    /// The instruction, the action.
    Strong,
    /// The selected item where the keys work, and where they do not.
    Selected,
    Chosen,
    /// The words in large letters: the brightest thing on the screen.
    Headline,
    /// The count of a step, dimmer than the words above it.
    Count,
    /// The part of a figure that moves, brighter than all else in the figure.
    Moving,
    /// The muscle that is stretched, and the arrow of the movement.
    Muscle,
    /// The tiers.
    Emergency,
    SameDay,
    Appointment,
    /// A word that was searched for.
    Mark,
}

/// The number of colours that the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    None,
    Sixteen,
    Indexed,
    True,
}

choices! {
    /// The themes by name.
    ThemeName {
        Night "night" "night",
        Dark "dark" "dark",
        Light "light" "light",
        HighContrast "high-contrast" "high-contrast",
        Mono "mono" "mono",
    }
}

impl ThemeName {
    /// The one after it, for `t`.
    pub(crate) fn next(self) -> Self {
        let at = Self::ALL.iter().position(|name| *name == self).unwrap_or(0);
        Self::ALL.get(at + 1).copied().unwrap_or(Self::Night)
    }

    /// The theme that `auto` means: night from 22:00 to 06:00, else dark.
    pub(crate) fn auto(is_night: bool) -> Self {
        if is_night { Self::Night } else { Self::Dark }
    }
}

/// A theme on a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Theme {
    pub(crate) name: ThemeName,
    pub(crate) depth: Depth,
}

/// Red, green and blue, and the one of the sixteen colours that stands for it.
type Shade = (u8, u8, u8, Color);

/// A colour in each theme that has colours, in the order of [`ThemeName`].
type Shades = [Shade; 4];

/// The ground of the screen, and the ground of the selected item.
#[rustfmt::skip]
const GROUND: Shades = {
    use Color::{Black, White};
    [(0, 0, 0, Black), (18, 20, 24, Black), (250, 249, 245, White), (0, 0, 0, Black)]
};
#[rustfmt::skip]
const RAISED: Shades = {
    use Color::{Black, Blue, White};
    [(42, 22, 4, Black), (46, 54, 66, Black), (218, 226, 236, White), (0, 0, 110, Blue)]
};

/// The colours of a role.
///
/// Night is dim amber and red on black. Its text is as dim as it may be to be read (4.6 to 1), so that the headline, the accent
/// and the moving parts of a figure stand out from it. Amber is too dark in the sixteen colours of one terminal and glaring in
/// those of the next, so text is red there and everything that stands out is yellow.
#[rustfmt::skip]
const fn shades(role: Role) -> Shades {
    use Color::{Black, Blue, Gray, LightCyan, LightGreen, LightRed, LightYellow, Red, White};
    match role {
        Role::Text => [(164, 106, 48, LightRed), (214, 214, 208, Gray), (34, 34, 34, Black), (255, 255, 255, White)],
        Role::Quiet => [(162, 105, 48, LightRed), (158, 162, 166, Gray), (84, 84, 84, Black), (235, 235, 235, White)],
        Role::Title | Role::Selected | Role::Chosen => shades(Role::Strong),
        Role::Strong => [(212, 140, 60, LightYellow), (240, 240, 234, White), (0, 0, 0, Black), (255, 255, 255, White)],
        Role::Mark => shades(Role::Accent),
        Role::Accent => [(216, 140, 54, LightYellow), (126, 194, 232, LightCyan), (0, 78, 132, Blue), (255, 255, 0, LightYellow)],
        Role::Headline => [(212, 146, 64, LightYellow), (255, 255, 255, White), (0, 0, 0, Black), (255, 255, 255, White)],
        Role::Count => [(172, 110, 50, LightRed), (188, 190, 190, Gray), (64, 64, 64, Black), (235, 235, 235, White)],
        Role::Moving => [(255, 220, 150, LightYellow), (240, 240, 234, White), (0, 0, 0, Black), (255, 255, 255, White)],
        Role::Muscle => [(255, 208, 126, LightYellow), (126, 194, 232, LightCyan), (0, 78, 132, Blue), (255, 255, 0, LightYellow)],
        Role::Emergency => [(255, 84, 64, LightRed), (255, 116, 104, LightRed), (164, 16, 16, Red), (255, 140, 130, LightRed)],
        Role::SameDay => [(238, 110, 52, LightRed), (255, 176, 96, LightYellow), (122, 62, 0, Red), (255, 210, 90, LightYellow)],
        Role::Appointment => [(204, 128, 56, LightRed), (148, 208, 156, LightGreen), (16, 84, 52, Blue), (140, 255, 160, LightGreen)],
    }
}

impl Theme {
    /// The style with which the whole screen is painted first.
    pub(crate) fn ground(self) -> Style {
        let Some([text, ground]) = self.colours([shades(Role::Text), GROUND]) else { return Style::new() };
        Style::new().fg(self.shown(text)).bg(self.shown(ground))
    }

    /// The style of a role.
    pub(crate) fn style(self, role: Role) -> Style {
        let style = Style::new().add_modifier(modifier(role));
        let Some([colour, raised]) = self.colours([shades(role), RAISED]) else {
            return match role {
                Role::Selected => style.add_modifier(Modifier::REVERSED),
                _ => style,
            };
        };
        let style = style.fg(self.shown(colour));
        match role {
            // Sixteen colours have no shade to lift a row with: the row is reversed, or underlined at night, where a bar of
            // light would be too much.
            Role::Selected if self.depth == Depth::Sixteen && self.name == ThemeName::Night => {
                style.add_modifier(Modifier::UNDERLINED)
            }
            Role::Selected if self.depth == Depth::Sixteen => style.add_modifier(Modifier::REVERSED),
            Role::Selected => style.bg(self.shown(raised)),
            _ => style,
        }
    }

    /// The cell of a night by its pain, from 1 (little) to 4 (worst), with a text that can be read on it. Sixteen colours have no
    /// shades: there the two upper levels are reversed.
    pub(crate) fn pain(self, level: u8) -> Style {
        let style = self.style(Role::Strong);
        let Some([ground, accent, strong, headline]) = self.mixable() else {
            // The darker of the two colours, so that no bright block stands on the night screen.
            let reversed = self.style(Role::Text).add_modifier(Modifier::REVERSED);
            return if level > 2 { reversed } else { style };
        };
        let (cell, text) = match level {
            0 | 1 => (mixed(ground, accent, 16), strong),
            2 => (mixed(ground, accent, 32), strong),
            3 => (accent, ground),
            _ => (mixed(accent, headline, 60), ground),
        };
        style.fg(self.shown(text)).bg(self.shown(cell))
    }

    /// A bar as long as a pain or a count, and the colour of its level, from 1 to 4.
    pub(crate) fn bar(self, level: u8) -> Style {
        let Some([ground, accent, _, headline]) = self.mixable() else {
            return self.style(Role::Text);
        };
        let ink = match level {
            0..=2 => mixed(ground, accent, 60),
            3 => accent,
            _ => mixed(accent, headline, 60),
        };
        Style::new().fg(self.shown(ink))
    }

    /// A colour as this terminal shows it.
    fn shown(self, (r, g, b, basic): Shade) -> Color {
        match self.depth {
            Depth::None => Color::Reset,
            Depth::Sixteen => basic,
            Depth::Indexed => Color::Indexed(indexed(r, g, b)),
            Depth::True => Color::Rgb(r, g, b),
        }
    }

    /// The theme's own of these colours; `None` where it has none.
    fn colours<const N: usize>(self, shades: [Shades; N]) -> Option<[Shade; N]> {
        let of = |[night, dark, light, high_contrast]: Shades| match self.name {
            ThemeName::Night => night,
            ThemeName::Dark => dark,
            ThemeName::Light => light,
            ThemeName::HighContrast | ThemeName::Mono => high_contrast,
        };
        (self.depth != Depth::None && self.name != ThemeName::Mono).then(|| shades.map(of))
    }

    /// The colours that shades of pain are mixed from. Sixteen colours cannot be mixed.
    fn mixable(self) -> Option<[Shade; 4]> {
        let colours = [GROUND, shades(Role::Accent), shades(Role::Strong), shades(Role::Headline)];
        self.colours(colours).filter(|_| self.depth != Depth::Sixteen)
    }
}

const fn modifier(role: Role) -> Modifier {
    match role {
        Role::Text | Role::Quiet | Role::Accent | Role::Headline | Role::Count => Modifier::empty(),
        Role::Moving | Role::Muscle => Modifier::empty(),
        Role::Title | Role::Strong | Role::Selected | Role::Chosen => Modifier::BOLD,
        Role::Emergency | Role::SameDay | Role::Appointment => Modifier::BOLD,
        Role::Mark => Modifier::BOLD.union(Modifier::UNDERLINED),
    }
}

/// A colour between two, `percent` of the way to the other.
fn mixed(from: Shade, to: Shade, percent: u16) -> Shade {
    let part = |from: u8, to: u8| {
        let sum = u16::from(from) * (100 - percent.min(100)) + u16::from(to) * percent.min(100);
        u8::try_from(sum / 100).unwrap_or(u8::MAX)
    };
    (part(from.0, to.0), part(from.1, to.1), part(from.2, to.2), to.3)
}

/// The nearest of the 216 colours and 24 greys that a 256-colour terminal has beyond its basic sixteen.
fn indexed(r: u8, g: u8, b: u8) -> u8 {
    // The levels of a colour's parts are 0, 95, 135, 175, 215 and 255. The nearest colour has the nearest level of each part.
    let level = |part: u8| match part {
        0..48 => 0,
        48..=115 => 1,
        _ => (part - 36) / 40,
    };
    let cube = 16 + 36 * level(r) + 6 * level(g) + level(b);
    let distance = |index: &u8| -> u32 {
        let parts = palette_colour(*index);
        parts.into_iter().zip([r, g, b]).map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    };
    std::iter::once(cube).chain(232..=255).min_by_key(distance).unwrap_or(cube)
}

/// The colour with an index from 16 on.
fn palette_colour(index: u8) -> [u8; 3] {
    let part = |level: u8| if level == 0 { 0 } else { 55 + 40 * level };
    match index.saturating_sub(16) {
        cube @ 0..216 => [part(cube / 36), part(cube / 6 % 6), part(cube % 6)],
        grey => [8 + 10 * (grey - 216); 3],
    }
}

#[cfg(test)]
mod tests;
