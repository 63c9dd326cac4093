//! Causes, Symptoms and Remedies: one tab three times, a list of topics and the text of the selected one.

mod plain;
pub(crate) mod view;

use crate::{
    domain::{Link, Section},
    screen::{
        Action, Binding, Context, DONE, Event, Handled, Hint, KeyScreen, Motion, PlainPosition, PlainScreen,
        Spot, key_table, request, roll,
    },
    tabs::Tab,
    ui::Surface,
};

/// One section of the guide.
#[derive(Debug)]
pub(crate) struct GuideTab {
    section: Section,
    selected: usize,
    /// True if the arrow keys move the text, false if they move the list.
    reading: bool,
    scroll: usize,
    /// The link that Enter would follow.
    link: Option<usize>,
}

/// Meanings of keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GuideVerb {
    Move(Motion),
    Enter,
    Leave,
}

/// While the list has the focus.
pub(crate) const LIST_KEYS: &[Binding<GuideVerb>] = key_table! { GuideVerb;
    "guide.read" [Enter] Enter, "read the text: scroll it, follow its links", "read";
    list;
};

/// While the text has the focus.
pub(crate) const TEXT_KEYS: &[Binding<GuideVerb>] = key_table! { GuideVerb;
    "guide.follow" [Enter] Enter, "follow the selected link", "follow link";
    "guide.list" [Esc] Leave, "back to the list", "list";
    text("scroll");
};

impl GuideTab {
    pub(crate) fn new(section: Section) -> Self {
        Self { section, selected: 0, reading: false, scroll: 0, link: None }
    }

    pub(crate) fn open(&mut self, topic: usize) {
        self.select(topic);
        self.reading = true;
    }

    fn link(&self) -> Link {
        Link::Topic(self.section, self.selected)
    }

    fn act(&mut self, verb: GuideVerb, ctx: &Context<'_>) -> Handled {
        match verb {
            GuideVerb::Move(motion) if !self.reading => self.step(motion, ctx),
            GuideVerb::Move(Motion::Up) => self.line_up(ctx),
            GuideVerb::Move(Motion::Down) => self.line_down(ctx),
            GuideVerb::Move(motion) => self.scroll(motion, ctx),
            GuideVerb::Enter if self.reading => return follow(ctx, self.link),
            GuideVerb::Enter => self.reading = true,
            GuideVerb::Leave => {
                self.reading = false;
                self.link = None;
            }
        }
        DONE
    }

    fn select(&mut self, topic: usize) {
        if topic != self.selected {
            self.scroll = 0;
        }
        self.selected = topic;
        self.link = None;
    }

    fn step(&mut self, motion: Motion, ctx: &Context<'_>) {
        self.select(motion.select(self.selected, ctx.book.section(self.section).len(), ctx.frame.page));
    }

    fn scroll(&mut self, motion: Motion, ctx: &Context<'_>) {
        self.scroll = motion.scroll(self.scroll, ctx.frame);
        self.link = self.link.filter(|link| self.in_view(*link, ctx));
    }

    /// A line down; but a link that is in view is stepped to first, and at the end all that are left.
    fn line_down(&mut self, ctx: &Context<'_>) {
        let next = self.link.map_or(0, |link| link + 1);
        let can_scroll = self.scroll < ctx.frame.scroll_max;
        if next < ctx.frame.links.len() && (self.in_view(next, ctx) || !can_scroll) {
            self.link = Some(next);
        } else {
            self.scroll(Motion::Down, ctx);
        }
    }

    fn line_up(&mut self, ctx: &Context<'_>) {
        match self.link.and_then(|link| link.checked_sub(1)) {
            Some(before) if self.in_view(before, ctx) => self.link = Some(before),
            _ if self.scroll.min(ctx.frame.scroll_max) > 0 => self.scroll(Motion::Up, ctx),
            _ => self.link = None,
        }
    }

    fn in_view(&self, link: usize, ctx: &Context<'_>) -> bool {
        let top = self.scroll.min(ctx.frame.scroll_max);
        ctx.frame.links.get(link).is_some_and(|(row, _)| (top..top + ctx.frame.rows).contains(row))
    }
}

impl Tab for GuideTab {
    fn update(&mut self, event: &Event, ctx: &Context<'_>) -> Handled {
        match event {
            Event::Key(key) => {
                let table = if self.reading { TEXT_KEYS } else { LIST_KEYS };
                ctx.keys.find(table, *key).and_then(|verb| self.act(verb, ctx))
            }
            Event::Click { x, y } => match ctx.frame.at(*x, *y) {
                Some(Spot::Item(item)) => {
                    self.select(item);
                    self.reading = !ctx.frame.wide;
                    DONE
                }
                Some(Spot::Link(link)) => follow(ctx, Some(link)),
                Some(Spot::Text) => {
                    self.reading = true;
                    DONE
                }
                _ => None,
            },
            Event::Wheel { x, y, up } => match ctx.frame.at(*x, *y) {
                Some(Spot::Item(_) | Spot::List) => {
                    self.step(Motion::wheel(*up), ctx);
                    DONE
                }
                Some(Spot::Text | Spot::Link(_)) => {
                    self.link = None;
                    self.scroll = roll(*up, self.scroll, ctx.frame);
                    DONE
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn hints<'k>(&self, ctx: &Context<'k>) -> Vec<Hint<'k>> {
        let mut hints = ctx.keys.hints(if self.reading { TEXT_KEYS } else { LIST_KEYS });
        // Without a selected link Enter does nothing.
        if let Some(hint) = hints.iter_mut().find(|hint| hint.id == "guide.follow" && self.link.is_none()) {
            hint.foot = "";
        }
        hints
    }

    fn draw(&self, surface: &mut Surface<'_>, ctx: &Context<'_>) {
        view::draw(self, surface, ctx);
    }

    fn plain_screen(&self, ctx: &Context<'_>, _position: &PlainPosition) -> PlainScreen {
        self.plain(ctx)
    }

    fn key_screens(&self) -> Vec<KeyScreen> {
        vec![KeyScreen::new("the guide's list", LIST_KEYS), KeyScreen::new("the guide's text", TEXT_KEYS)]
    }

    fn place(&self, _ctx: &Context<'_>) -> Option<Link> {
        Some(self.link())
    }

    fn is_reading(&self) -> bool {
        self.reading
    }
}

fn follow(ctx: &Context<'_>, link: Option<usize>) -> Handled {
    match link.and_then(|link| ctx.frame.links.get(link)) {
        Some((_, link)) => request(Action::Open(*link)),
        None => DONE,
    }
}
