//! The sheets on which clinicians sign the content: one sheet an item, with a version of its words. `sheets.rs` and
//! `checklist.rs` make them, `html.rs` writes them to be printed.

mod checklist;
mod html;
mod sheets;

pub(crate) use html::html;
pub(crate) use sheets::sheets;

use crate::domain::{
    book::{Book, Link},
    evidence::{self, day},
    review::Signature,
};

/// One sheet of paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sheet {
    /// Its name in `signoff.ron`: a kind, a colon and an id, as `row:E1`.
    pub(crate) item: String,
    pub(crate) title: String,
    /// The part that is signed: words on the screen, tiers and their effects.
    pub(crate) signed: Vec<ReviewRow>,
    /// The part that helps to judge it: sources, confidence, doubts. A change here needs no new signature.
    pub(crate) beside: Vec<ReviewRow>,
}

/// A label and the lines beside it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReviewRow {
    pub(crate) label: String,
    pub(crate) lines: Vec<String>,
}

impl Sheet {
    /// The version of what is signed: 8 hexadecimal digits.
    ///
    /// It is 64-bit FNV-1a over the title, labels and lines, one a line, folded to 32 bits (the upper half xor the lower half).
    /// White space was folded when the book was read, so a line break in a file changes nothing. The hash distinguishes versions; it
    /// is no protection against forgery.
    pub(crate) fn version(&self) -> String {
        let rows = self.signed.iter();
        let rows = rows.flat_map(|row| std::iter::once(&row.label).chain(&row.lines));
        let lines = std::iter::once(&self.title).chain(rows);
        let hash = lines.fold(FNV_OFFSET, |hash, line| fnv(fnv(hash, line.as_bytes()), b"\n"));
        format!("{:08x}", (hash >> 32) ^ (hash & 0xffff_ffff))
    }

    /// The signature of this version, if there is one: the latest.
    pub(crate) fn signature<'b>(&self, book: &'b Book) -> Option<&'b Signature> {
        let version = self.version();
        let of_this = |signature: &&Signature| {
            signature.item == self.item && signature.hash.eq_ignore_ascii_case(&version)
        };
        book.signatures.iter().filter(of_this).max_by_key(|signature| &signature.date)
    }
}

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

/// 64-bit FNV-1a (Fowler, Noll, Vo): the standard library's hasher may change from one release to the next.
fn fnv(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(FNV_PRIME))
}

/// The sentences that say when an entry was checked against its sources, and which clinician has checked it.
pub(crate) fn checked(book: &Book, link: Option<Link>, date: &str) -> String {
    let by = link.map_or_else(|| NOT_YET.to_owned(), |link| checked_by(book, link));
    format!("{} {by}", evidence::checked(date)).trim_start().to_owned()
}

const NOT_YET: &str = "Not yet checked by a clinician.";

/// The sentence on the check by a clinician: every sheet behind the entry must be signed in its present version.
fn checked_by(book: &Book, link: Link) -> String {
    // Without signatures no sheet has to be made.
    if book.signatures.is_empty() {
        return NOT_YET.to_owned();
    }
    // A signature is for the text as the files write it.
    let sheets = match &book.unnamed {
        Some(stretches) => sheets::behind(&Book { stretches: (**stretches).clone(), ..book.clone() }, link),
        None => sheets::behind(book, link),
    };
    let signatures: Option<Vec<&Signature>> = sheets.iter().map(|sheet| sheet.signature(book)).collect();
    let Some(signatures) = signatures.filter(|signatures| !signatures.is_empty()) else {
        return NOT_YET.to_owned();
    };
    format!("Checked by {}.", sheets::unique(signatures.into_iter().map(signed)).join("; "))
}

/// Name, role and day of a signature.
fn signed(signature: &Signature) -> String {
    format!("{}, {}, {}", signature.name, signature.role, day(&signature.date))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::{
        content::{self, SHIPPED},
        domain::{book::Section, clean::clean, triage::Tier},
    };

    fn book() -> Book {
        (*content::shipped()).clone()
    }

    fn signature(sheet: &Sheet) -> Signature {
        Signature {
            item: sheet.item.clone(),
            hash: sheet.version(),
            name: "Dr <A> Example".into(),
            role: "GP".into(),
            registration: "GMC 0000000".into(),
            date: "2027-03-01".into(),
        }
    }

    fn find<'s>(sheets: &'s [Sheet], item: &str) -> &'s Sheet {
        sheets.iter().find(|sheet| sheet.item == item).expect(item)
    }

    /// The quoted strings of a RON file, comments left out.
    fn strings(text: &str) -> Vec<String> {
        let mut found = vec![];
        let mut rest =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        while let Some(start) = rest.find('"') {
            let mut escaped = false;
            let is_end = |c: char| {
                let ends = c == '"' && !escaped;
                escaped = c == '\\' && !escaped;
                ends
            };
            let length = rest[start + 1..].find(is_end).expect("a string ends");
            let quoted = &rest[start..start + length + 2];
            found.push(clean(&ron::from_str::<String>(quoted).expect(quoted)));
            rest = rest[start + length + 2..].to_owned();
        }
        found
    }

    #[test]
    fn the_hash_is_the_published_one() {
        for (text, hash) in
            [("", 0xcbf2_9ce4_8422_2325), ("a", 0xaf63_dc4c_8601_ec8c), ("foobar", 0x8594_4171_f739_67e8)]
        {
            assert_eq!(fnv(FNV_OFFSET, text.as_bytes()), hash, "{text}");
        }
        let row = ReviewRow { label: "Summary".into(), lines: vec!["One.".into(), "Two.".into()] };
        let sheet = Sheet { item: "a:b".into(), title: "T".into(), signed: vec![row], beside: vec![] };
        let whole = fnv(FNV_OFFSET, b"T\nSummary\nOne.\nTwo.\n");
        assert_eq!(sheet.version(), format!("{:08x}", (whole >> 32) ^ (whole & 0xffff_ffff)));
    }

    #[test]
    fn every_text_that_a_reader_can_see_is_signed_on_some_sheet() {
        let book = book();
        let all: String = sheets(&book)
            .iter()
            .flat_map(|sheet| {
                let rows = sheet.signed.iter().flat_map(|row| row.lines.iter().chain([&row.label]));
                rows.chain([&sheet.title, &sheet.item]).map(|line| format!("{line}\n")).collect::<Vec<_>>()
            })
            .collect();
        let files = [
            SHIPPED.about,
            SHIPPED.causes,
            SHIPPED.symptoms,
            SHIPPED.remedies,
            SHIPPED.routines,
            SHIPPED.figures,
            SHIPPED.signs,
            SHIPPED.regions,
            SHIPPED.diary,
        ];
        for file in files {
            let texts: Vec<String> =
                strings(file.text).into_iter().filter(|text| text.contains(' ')).collect();
            assert!(!texts.is_empty(), "{}", file.name);
            for text in texts {
                assert!(all.contains(&text), "{}: no sheet has: {text}", file.name);
            }
        }
    }

    #[test]
    fn every_item_has_one_sheet_in_one_bundle() {
        let book = book();
        let sheets = sheets(&book);
        let items: HashSet<&str> = sheets.iter().map(|sheet| sheet.item.as_str()).collect();
        assert_eq!(items.len(), sheets.len(), "no item twice");
        let review = &book.review;
        assert_eq!(review.bundles.len(), 4);
        for sheet in &sheets {
            let kind = sheet.item.split(':').next().expect("a kind");
            let has = review.bundles.iter().filter(|bundle| bundle.kinds.iter().any(|known| known == kind));
            assert_eq!(has.count(), 1, "{}: the kind stands in one bundle", sheet.item);
            assert!(!sheet.signed.is_empty() && !sheet.title.is_empty(), "{sheet:?}");
        }
        let kinds: HashSet<&str> = items.iter().filter_map(|item| item.split(':').next()).collect();
        for bundle in &review.bundles {
            for kind in &bundle.kinds {
                assert!(kinds.contains(kind.as_str()), "{}: there is no item of kind {kind}", bundle.title);
            }
        }
        let named = review.bundles.iter().flat_map(|bundle| &bundle.items);
        let named: Vec<&String> = named.chain(review.doubts.iter().map(|doubt| &doubt.item)).collect();
        let signed = book.signatures.iter().map(|signature| &signature.item);
        for item in named.into_iter().chain(signed) {
            assert!(
                items.contains(item.as_str()),
                "review.ron or signoff.ron names {item}, which has no sheet"
            );
        }
    }

    #[test]
    fn a_changed_word_or_tier_is_unsigned_and_a_changed_source_is_not() {
        let mut book = book();
        let item = format!("remedy:{}", book.remedies[0].id);
        let before = find(&sheets(&book), &item).clone();
        book.signatures = vec![signature(&before)];
        let is_signed = |book: &Book| find(&sheets(book), &item).signature(book).is_some();
        assert!(is_signed(&book));
        let mut other = book.clone();
        other.remedies[0].sources.pop();
        other.remedies[0].reviewed = "2030-01-01".into();
        assert!(is_signed(&other), "sources are not what is signed");
        let change: [fn(&mut Book); 5] = [
            |book| book.remedies[0].title.push('!'),
            |book| book.remedies[0].text[0].push('!'),
            |book| book.remedies[0].cautions.clear(),
            |book| book.remedies[0].stop = None,
            |book| book.remedies[0].evidence.words.push('!'),
        ];
        for (i, change) in change.into_iter().enumerate() {
            let mut other = book.clone();
            change(&mut other);
            assert!(!is_signed(&other), "change {i}");
        }
        let list = &book.checklist;
        let (at, sign) = list
            .signs()
            .iter()
            .enumerate()
            .find(|(_, sign)| sign.tier == Some(Tier::SameDay))
            .expect("a sign");
        let label = format!("Sign {}", sign.id);
        let is_its = |sheet: &Sheet| sheet.signed.iter().any(|row| row.label == label);
        let item = sheets::behind(&book, Link::Sign(at)).into_iter().find(is_its).expect("its row").item;
        let mut signs = list.signs().to_vec();
        signs[at].tier = Some(Tier::Appointment);
        let lowered = crate::domain::triage::Checklist::new(
            list.intro.clone(),
            list.pages.clone(),
            signs,
            list.rules().to_vec(),
            vec![],
            list.results.clone(),
        );
        let version = |book: &Book| find(&sheets(book), &item).version();
        assert_ne!(version(&book), version(&Book { checklist: lowered, ..book.clone() }), "{}", sign.id);
    }

    #[test]
    fn an_entry_is_checked_only_where_every_sheet_behind_it_is_signed() {
        let mut book = book();
        assert!(book.links().all(|link| checked_by(&book, link) == NOT_YET), "nothing is signed today");
        let by_rule = (0..book.checklist.signs().len()).map(Link::Sign);
        let by_rule = by_rule.max_by_key(|link| sheets::behind(&book, *link).len()).expect("a sign");
        let with_figures = (0..book.stretches.routines.len()).map(Link::Routine);
        let with_figures =
            with_figures.max_by_key(|link| sheets::behind(&book, *link).len()).expect("a routine");
        for link in [by_rule, with_figures, Link::Topic(Section::Causes, 0)] {
            let behind = sheets::behind(&book, link);
            let names: Vec<&str> = behind.iter().map(|sheet| sheet.item.as_str()).collect();
            let printed = sheets(&book);
            assert!(behind.iter().all(|sheet| find(&printed, &sheet.item).version() == sheet.version()));
            book.signatures = behind.iter().map(signature).collect();
            assert_eq!(checked_by(&book, link), "Checked by Dr <A> Example, GP, 1 March 2027.");
            let said = checked(&book, Some(link), "2026-11-26");
            assert!(
                said.starts_with("Checked against its sources 26 November 2026. Checked by Dr <A>"),
                "{said}"
            );
            for (missing, name) in names.iter().enumerate() {
                book.signatures = behind.iter().map(signature).collect();
                let mut old = book.signatures.remove(missing);
                assert_eq!(checked_by(&book, link), NOT_YET, "{name}");
                old.hash = "00000000".into();
                book.signatures.push(old);
                assert_eq!(checked_by(&book, link), NOT_YET, "an old version of {name}");
            }
        }
        assert!(sheets::behind(&book, by_rule).len() > 1 && sheets::behind(&book, with_figures).len() > 1);
    }

    #[test]
    fn the_page_stands_alone_and_obeys_no_text() {
        let mut book = book();
        book.remedies[0].title = "<script>alert(1)</script> & \"x\"".into();
        book.remedies[0].text = vec!["<img src='x' onerror=y>".into()];
        let item = format!("remedy:{}", book.remedies[0].id);
        let mut old = signature(find(&sheets(&book), &item));
        old.hash = "<b>".into();
        let about = signature(find(&sheets(&book), "about:guide"));
        book.signatures = vec![old, about];
        let all = sheets(&book);
        let page = html(&book, &all);
        for active in ["<script", "<img", "<b>", "<a", "<link", "src='", "href=", "url(", "@import"] {
            assert!(!page.contains(active), "{active}");
        }
        for said in [
            "&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;x&quot;",
            "Version &lt;b&gt; was signed by Dr &lt;A&gt; Example, GP, 1 March 2027. The words have changed since then.",
            "Signed in this version by Dr &lt;A&gt; Example, GP, 1 March 2027.",
            "signed: 1.",
        ] {
            assert!(page.contains(said), "{said}");
        }
        for name in [
            "html", "head", "body", "main", "section", "table", "tr", "th", "td", "ul", "li", "p", "div",
            "span",
        ] {
            let open =
                page.matches(&format!("<{name}>")).count() + page.matches(&format!("<{name} ")).count();
            assert_eq!(open, page.matches(&format!("</{name}>")).count(), "{name}");
        }
        assert_eq!(page.matches("class=\"sheet\"").count(), all.len(), "no sheet is left out");
        assert!(page.contains("break-before: page"));
        for label in [
            "agree</span>",
            "agree with change",
            "disagree",
            "not my field",
            "Name",
            "Role",
            "Registration",
            "Date",
        ] {
            assert!(page.matches(label).count() >= all.len(), "{label}");
        }
    }

    #[test]
    fn no_name_in_braces_is_printed() {
        let book = book();
        let sheets = sheets(&book);
        let written = sheets.iter().flat_map(|sheet| &sheet.signed).flat_map(|row| &row.lines);
        let names = written.filter(|line| line.contains('{')).count();
        let page = html(&book, &sheets);
        let body = page.split_once("<body>").expect("a body").1;
        assert!(names > 20 && !body.contains('{'), "{names}");
        for said in [
            "Stop and [press the key for the warning signs].",
            "[one sentence for each ticked sign] It began",
            "Call [the emergency number] now.",
            "Straighten the [left or right] leg",
        ] {
            assert!(body.contains(said), "{said}");
        }
    }

    /// The right column is 154 mm wide, which is 98 letters of Arial at 9 points; 60 of its lines stand on a page of A4 beside
    /// headings, boxes and names.
    #[test]
    fn most_sheets_are_one_page() {
        const LETTERS: usize = 98;
        const LINES: usize = 60;
        let book = book();
        let lines = |sheet: &Sheet| -> usize {
            let rows = sheet.signed.iter().chain(&sheet.beside);
            rows.flat_map(|row| &row.lines).map(|line| line.chars().count().div_ceil(LETTERS)).sum()
        };
        let sheets = sheets(&book);
        let long: Vec<(&str, usize)> = sheets
            .iter()
            .map(|sheet| (sheet.item.as_str(), lines(sheet)))
            .filter(|(_, lines)| *lines > LINES)
            .collect();
        assert!(
            long.len() * 20 <= sheets.len(),
            "of {} sheets these are longer than a page: {long:?}",
            sheets.len()
        );
    }
}
