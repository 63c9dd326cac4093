//! The few signs beside letters that the screens use, and their plain forms for terminals without UTF-8.

/// One set of signs.
#[derive(Debug)]
pub(crate) struct Glyphs {
    /// Before the selected item.
    pub(crate) cursor: &'static str,
    /// Before a ticked and an unticked sign.
    pub(crate) ticked: &'static str,
    pub(crate) unticked: &'static str,
    /// Before an item of a list in a text.
    pub(crate) bullet: &'static str,
    /// A thin line across.
    pub(crate) rule: &'static str,
    /// More lies above, more lies below.
    pub(crate) above: &'static str,
    pub(crate) below: &'static str,
    /// Before a link.
    pub(crate) link: &'static str,
    /// Before a warning.
    pub(crate) warning: &'static str,
    /// Before the label of each tier.
    pub(crate) emergency: &'static str,
    pub(crate) same_day: &'static str,
    pub(crate) appointment: &'static str,
    pub(crate) none: &'static str,
    /// A filled pixel, an upper half, a lower half of the big digits; without halves only whole ones are drawn.
    pub(crate) full: &'static str,
    pub(crate) halves: Option<(&'static str, &'static str)>,
    /// The full and the empty part of a bar.
    pub(crate) bar: (&'static str, &'static str),
    /// Whether figures are drawn in braille dots, or in letters.
    pub(crate) dots: bool,
}

/// For terminals that show UTF-8.
pub(crate) const UNICODE: Glyphs = Glyphs {
    cursor: "▸",
    ticked: "[x]",
    unticked: "[ ]",
    bullet: "•",
    rule: "─",
    above: "↑",
    below: "↓",
    link: "→",
    warning: "▲",
    emergency: "▲▲▲",
    same_day: "▲▲",
    appointment: "▲",
    none: "○",
    full: "█",
    halves: Some(("▀", "▄")),
    bar: ("━", "─"),
    dots: true,
};

/// For everything else.
pub(crate) const ASCII: Glyphs = Glyphs {
    cursor: ">",
    ticked: "[x]",
    unticked: "[ ]",
    bullet: "*",
    rule: "-",
    above: "^",
    below: "v",
    link: "-",
    warning: "!",
    emergency: "!!!",
    same_day: "!!",
    appointment: "!",
    none: "o",
    full: "#",
    halves: None,
    bar: ("=", "-"),
    dots: false,
};
