//! Themes: what each role looks like, for terminals with no, 16, 256 or all colours.
//!
//! No colour is named anywhere else. Every role that means something has a modifier, a word or a glyph beside its
//! colour, so that a terminal without colours shows the same. Contrast is computed over these palettes in a test.

use ratatui::style::{Color, Modifier, Style};

/// What a piece of the screen is, not how it looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Text,
    /// What matters less: notes, key names' explanations.
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

/// How many colours the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Depth {
    None,
    Sixteen,
    Indexed,
    True,
}

/// The themes by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ThemeName {
    Night,
    Dark,
    Light,
    HighContrast,
    Mono,
}

impl ThemeName {
    pub(crate) const ALL: [Self; 5] = [Self::Night, Self::Dark, Self::Light, Self::HighContrast, Self::Mono];

    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Night => "night",
            Self::Dark => "dark",
            Self::Light => "light",
            Self::HighContrast => "high-contrast",
            Self::Mono => "mono",
        }
    }

    /// The one after it, for `t`.
    pub(crate) fn next(self) -> Self {
        let at = Self::ALL.iter().position(|name| *name == self).unwrap_or(0);
        Self::ALL.get(at + 1).copied().unwrap_or(Self::Night)
    }

    /// What `auto` means at an hour: night from 22:00 to 06:00, else dark.
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

/// A colour with those of the sixteen and of the 256 that stand for it.
#[derive(Debug, Clone, Copy)]
struct ThemeColour {
    rgb: (u8, u8, u8),
    basic: Color,
    indexed: u8,
}

/// The colours of one theme.
#[derive(Debug)]
struct Palette {
    ground: ThemeColour,
    /// Behind the selected item.
    raised: ThemeColour,
    text: ThemeColour,
    quiet: ThemeColour,
    accent: ThemeColour,
    strong: ThemeColour,
    headline: ThemeColour,
    count: ThemeColour,
    moving: ThemeColour,
    muscle: ThemeColour,
    emergency: ThemeColour,
    same_day: ThemeColour,
    appointment: ThemeColour,
}

/// Dim amber and red on black. Text is as dim as it may be to be read (4.6 to 1), so that the headline, the accent and what
/// moves in a figure stand out from it. Amber is too dark in the sixteen colours of one terminal and glaring in those of the
/// next, so text is red there and all that stands out is yellow.
const NIGHT: Palette = Palette {
    ground: ThemeColour::new(0, 0, 0, Color::Black),
    raised: ThemeColour::new(42, 22, 4, Color::Black),
    text: ThemeColour::new(164, 106, 48, Color::LightRed),
    quiet: ThemeColour::new(162, 105, 48, Color::LightRed),
    accent: ThemeColour::new(216, 140, 54, Color::LightYellow),
    strong: ThemeColour::new(212, 140, 60, Color::LightYellow),
    headline: ThemeColour::new(212, 146, 64, Color::LightYellow),
    count: ThemeColour::new(172, 110, 50, Color::LightRed),
    moving: ThemeColour::new(255, 220, 150, Color::LightYellow),
    muscle: ThemeColour::new(255, 208, 126, Color::LightYellow),
    emergency: ThemeColour::new(255, 84, 64, Color::LightRed),
    same_day: ThemeColour::new(238, 110, 52, Color::LightRed),
    appointment: ThemeColour::new(204, 128, 56, Color::LightRed),
};

const DARK: Palette = Palette {
    ground: ThemeColour::new(18, 20, 24, Color::Black),
    raised: ThemeColour::new(46, 54, 66, Color::Black),
    text: ThemeColour::new(214, 214, 208, Color::Gray),
    quiet: ThemeColour::new(158, 162, 166, Color::Gray),
    accent: ThemeColour::new(126, 194, 232, Color::LightCyan),
    strong: ThemeColour::new(240, 240, 234, Color::White),
    headline: ThemeColour::new(255, 255, 255, Color::White),
    count: ThemeColour::new(188, 190, 190, Color::Gray),
    moving: ThemeColour::new(240, 240, 234, Color::White),
    muscle: ThemeColour::new(126, 194, 232, Color::LightCyan),
    emergency: ThemeColour::new(255, 116, 104, Color::LightRed),
    same_day: ThemeColour::new(255, 176, 96, Color::LightYellow),
    appointment: ThemeColour::new(148, 208, 156, Color::LightGreen),
};

const LIGHT: Palette = Palette {
    ground: ThemeColour::new(250, 249, 245, Color::White),
    raised: ThemeColour::new(218, 226, 236, Color::White),
    text: ThemeColour::new(34, 34, 34, Color::Black),
    quiet: ThemeColour::new(84, 84, 84, Color::Black),
    accent: ThemeColour::new(0, 78, 132, Color::Blue),
    strong: ThemeColour::new(0, 0, 0, Color::Black),
    headline: ThemeColour::new(0, 0, 0, Color::Black),
    count: ThemeColour::new(64, 64, 64, Color::Black),
    moving: ThemeColour::new(0, 0, 0, Color::Black),
    muscle: ThemeColour::new(0, 78, 132, Color::Blue),
    emergency: ThemeColour::new(164, 16, 16, Color::Red),
    same_day: ThemeColour::new(122, 62, 0, Color::Red),
    appointment: ThemeColour::new(16, 84, 52, Color::Blue),
};

const HIGH_CONTRAST: Palette = Palette {
    ground: ThemeColour::new(0, 0, 0, Color::Black),
    raised: ThemeColour::new(0, 0, 110, Color::Blue),
    text: ThemeColour::new(255, 255, 255, Color::White),
    quiet: ThemeColour::new(235, 235, 235, Color::White),
    accent: ThemeColour::new(255, 255, 0, Color::LightYellow),
    strong: ThemeColour::new(255, 255, 255, Color::White),
    headline: ThemeColour::new(255, 255, 255, Color::White),
    count: ThemeColour::new(235, 235, 235, Color::White),
    moving: ThemeColour::new(255, 255, 255, Color::White),
    muscle: ThemeColour::new(255, 255, 0, Color::LightYellow),
    emergency: ThemeColour::new(255, 140, 130, Color::LightRed),
    same_day: ThemeColour::new(255, 210, 90, Color::LightYellow),
    appointment: ThemeColour::new(140, 255, 160, Color::LightGreen),
};

impl Theme {
    /// What the whole screen is painted with first.
    pub(crate) fn ground(self) -> Style {
        self.colours()
            .map_or_else(Style::new, |p| Style::new().fg(p.text.on(self.depth)).bg(p.ground.on(self.depth)))
    }

    /// How a role looks.
    pub(crate) fn style(self, role: Role) -> Style {
        let style = Style::new().add_modifier(modifier(role));
        let Some(palette) = self.colours() else {
            return match role {
                Role::Selected => style.add_modifier(Modifier::REVERSED),
                _ => style,
            };
        };
        let style = style.fg(ink(palette, role).on(self.depth));
        match role {
            // Sixteen colours have no shade to lift a row with: the row is reversed, or underlined at night, where a bar of
            // light would be too much.
            Role::Selected if self.depth == Depth::Sixteen && self.name == ThemeName::Night => {
                style.add_modifier(Modifier::UNDERLINED)
            }
            Role::Selected if self.depth == Depth::Sixteen => style.add_modifier(Modifier::REVERSED),
            Role::Selected => style.bg(palette.raised.on(self.depth)),
            _ => style,
        }
    }

    /// The cell of a night by its pain, from 1 (little) to 4 (worst), with a text that can be read on it. Sixteen colours have no
    /// shades: there the two upper levels are reversed.
    pub(crate) fn pain(self, level: u8) -> Style {
        let style = self.style(Role::Strong);
        let Some(palette) = self.colours().filter(|_| self.depth != Depth::Sixteen) else {
            // The darker of the two colours, so that no bright block stands on the night screen.
            let reversed = self.style(Role::Text).add_modifier(Modifier::REVERSED);
            return if level > 2 { reversed } else { style };
        };
        let (cell, text) = match level {
            0 | 1 => (palette.ground.mixed(palette.accent, 16), palette.strong),
            2 => (palette.ground.mixed(palette.accent, 32), palette.strong),
            3 => (palette.accent, palette.ground),
            _ => (palette.accent.mixed(palette.headline, 60), palette.ground),
        };
        style.fg(text.on(self.depth)).bg(cell.on(self.depth))
    }

    /// A bar as long as a pain or a count, and the colour of its level, from 1 to 4.
    pub(crate) fn bar(self, level: u8) -> Style {
        let Some(palette) = self.colours().filter(|_| self.depth != Depth::Sixteen) else {
            return self.style(Role::Text);
        };
        let ink = match level {
            0..=2 => palette.ground.mixed(palette.accent, 60),
            3 => palette.accent,
            _ => palette.accent.mixed(palette.headline, 60),
        };
        Style::new().fg(ink.on(self.depth))
    }

    fn colours(self) -> Option<&'static Palette> {
        if self.depth == Depth::None {
            return None;
        }
        match self.name {
            ThemeName::Night => Some(&NIGHT),
            ThemeName::Dark => Some(&DARK),
            ThemeName::Light => Some(&LIGHT),
            ThemeName::HighContrast => Some(&HIGH_CONTRAST),
            ThemeName::Mono => None,
        }
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

const fn ink(palette: &Palette, role: Role) -> ThemeColour {
    match role {
        Role::Text => palette.text,
        Role::Quiet => palette.quiet,
        Role::Title | Role::Strong | Role::Selected | Role::Chosen => palette.strong,
        Role::Accent | Role::Mark => palette.accent,
        Role::Headline => palette.headline,
        Role::Count => palette.count,
        Role::Moving => palette.moving,
        Role::Muscle => palette.muscle,
        Role::Emergency => palette.emergency,
        Role::SameDay => palette.same_day,
        Role::Appointment => palette.appointment,
    }
}

impl ThemeColour {
    /// The nearest of the 256 is looked for here, as the program is built: every line of a page asks for its colour.
    const fn new(r: u8, g: u8, b: u8, basic: Color) -> Self {
        Self { rgb: (r, g, b), basic, indexed: indexed(r, g, b) }
    }

    /// A colour between two, `percent` of the way to the other.
    fn mixed(self, other: Self, percent: u16) -> Self {
        let part = |from: u8, to: u8| {
            let sum = u16::from(from) * (100 - percent.min(100)) + u16::from(to) * percent.min(100);
            u8::try_from(sum / 100).unwrap_or(u8::MAX)
        };
        let (from, to) = (self.rgb, other.rgb);
        Self::new(part(from.0, to.0), part(from.1, to.1), part(from.2, to.2), other.basic)
    }

    const fn on(self, depth: Depth) -> Color {
        match depth {
            Depth::None => Color::Reset,
            Depth::Sixteen => self.basic,
            Depth::Indexed => Color::Indexed(self.indexed),
            Depth::True => Color::Rgb(self.rgb.0, self.rgb.1, self.rgb.2),
        }
    }
}

/// The nearest of the 216 colours and 24 greys that a 256-colour terminal has beyond its basic sixteen.
const fn indexed(r: u8, g: u8, b: u8) -> u8 {
    const STEPS: [i32; 6] = [0, 95, 135, 175, 215, 255];
    const fn distance(a: (i32, i32, i32), b: (i32, i32, i32)) -> i32 {
        let (r, g, b) = (a.0 - b.0, a.1 - b.1, a.2 - b.2);
        r * r + g * g + b * b
    }
    let wanted = (r as i32, g as i32, b as i32);
    let mut best = (i32::MAX, 16);
    let mut index = 16;
    while index < 256 {
        let colour = if index < 232 {
            let cube = index - 16;
            #[expect(clippy::indexing_slicing, reason = "a remainder of 6 is a place in an array of 6")]
            (STEPS[cube / 36 % 6], STEPS[cube / 6 % 6], STEPS[cube % 6])
        } else {
            let grey = 8 + 10 * (index as i32 - 232);
            (grey, grey, grey)
        };
        let far = distance(wanted, colour);
        if far < best.0 {
            best = (far, index);
        }
        index += 1;
    }
    best.1 as u8
}

#[cfg(test)]
mod tests;
