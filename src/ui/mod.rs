//! Widgets on ratatui: surface, theme, glyphs, text, list, form, large digits and letters. They know no tab.

pub(crate) mod big_letters;
pub(crate) mod digits;
pub(crate) mod figure;
pub(crate) mod form;
pub(crate) mod glyphs;
pub(crate) mod list;
pub(crate) mod surface;
pub(crate) mod text_view;
pub(crate) mod theme;

pub(crate) use self::{
    big_letters::LetterSetting,
    figure::{LEAST, PosedFigure},
    glyphs::Glyphs,
    list::ListRow,
    surface::{Surface, cells, centred, cut_bottom, cut_top, margin},
    text_view::{MEASURE, PlainText, TextView, wrap},
    theme::{Depth, Role, Theme, ThemeName},
};

/// The appearance of everything this turn.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Appearance {
    pub(crate) theme: Theme,
    pub(crate) glyphs: &'static Glyphs,
    /// Figures may move, as the settings say; `None` for everywhere but in the night theme.
    pub(crate) motion: Option<bool>,
}

impl Appearance {
    /// True if figures move from pose to pose.
    pub(crate) fn moves(&self) -> bool {
        self.motion.unwrap_or(self.theme.name != ThemeName::Night)
    }
}
