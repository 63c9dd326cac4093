//! The sheets as one HTML file: no script, nothing fetched, each sheet on a page of A4 in black and white.

use std::fmt::Write;

use super::{ReviewRow, Sheet, signed};
use crate::{
    domain::book::Book,
    report::html::{escaped, head},
};

/// Black on white, without meaning in colours; one sheet a page.
const STYLE: &str = "
@page { size: A4; margin: 10mm 12mm; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 52rem; background: #fff; color: #000;
  font: 15px/1.35 system-ui, \"Segoe UI\", Helvetica, Arial, sans-serif; }
h1 { font-size: 1.5em; margin: 0 0 .4em; }
h2 { font-size: 1.25em; margin: .1em 0; }
h3 { font-size: 1em; margin: .5em 0 .2em; border-bottom: 1px solid #000; break-after: avoid; }
p, ul { margin: 0 0 .4em; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .1em .6em .1em 0; overflow-wrap: anywhere; }
th { width: 17%; font-weight: bold; }
td p { margin: 0; }
tr { border-bottom: 1px solid #999; }
.sheet { border-top: 2px solid #000; padding: .5em 0 2em; }
.top { display: flex; justify-content: space-between; }
.boxes, .names { break-inside: avoid; margin-top: .8em; }
.boxes span { margin-right: 1.6em; white-space: nowrap; }
.boxes i { display: inline-block; width: .9em; height: .9em; border: 1px solid #000; margin-right: .4em;
  vertical-align: -.1em; }
.line { display: flex; gap: 1.5em; margin-top: 1.1em; }
.line span { flex: 1; border-bottom: 1px solid #000; padding-bottom: .1em; }
@media print {
  body { padding: 0; max-width: none; font-size: 9pt; line-height: 1.15;
    font-family: Arial, Helvetica, \"Liberation Sans\", sans-serif; }
  .sheet { border-top: 0; padding: 0; break-before: page; }
}
";

/// Ahead of the sheets. Each is a paragraph.
const COVER: [&str; 6] = [
    "These are the words and rules of uncramp, a guide to night-time leg cramps in perimenopause, one item a sheet. \
     uncramp gives information. It is not medical advice and it makes no diagnosis.",
    "The sheets come in bundles, one for each profession. Please sign only the items of your own field. A sheet \
     takes about 3 minutes.",
    "Please judge the part above the line \"To judge it by\": it is what a reader sees, and what the program does. Tick \
     one box and sign. Tick \"agree with change\" for a small change and write it on the line.",
    "The version is a short code of the words above that line. When one word or a tier changes, the version \
     changes, and the item counts as not checked until it is signed again.",
    "Words in square brackets stand for what the program fills in: the phone numbers of the reader's region, which have sheets of \
     their own, the leg, the ticked signs, and the keys to press.",
    "The program says \"Checked by\" with a name only where every sheet behind an item is signed in its present version.",
];

/// The names in the texts of the book, with the words that stand for them on a sheet.
const FILLED: [(&str, &str); 5] = [
    ("{emergency}", "[the emergency number]"),
    ("{urgent}", "[the number for urgent advice]"),
    ("{leg}", "[left or right] leg"),
    ("{signs}", "[press the key for the warning signs]"),
    ("{eased}", "[press the key for a cramp that has let go]"),
];

/// The ticked signs, in the words to say on the phone.
const TICKED: &str = "[one sentence for each ticked sign]";

/// Every sheet, those of one bundle together and in the order they come.
pub(crate) fn html(book: &Book, sheets: &[Sheet]) -> String {
    let title = format!("uncramp {}: sheets for clinicians to sign", env!("CARGO_PKG_VERSION"));
    let mut out = head(&title, STYLE);
    let _ = writeln!(out, "<section>\n<h1>{title}</h1>");
    for line in COVER {
        let _ = writeln!(out, "<p>{}</p>", escaped(line));
    }
    let of = |at: usize| sheets.iter().filter(move |sheet| book.review.bundle(&sheet.item) == Some(at));
    let bundles = &book.review.bundles;
    out += "<ul>\n";
    for (at, bundle) in bundles.iter().enumerate() {
        let is_signed = of(at).filter(|sheet| sheet.signature(book).is_some()).count();
        let (number, title, reader) = (at + 1, escaped(&bundle.title), escaped(&bundle.reader));
        let count = of(at).count();
        let _ = writeln!(
            out,
            "<li>Bundle {number}: {title}, for {reader}. Sheets: {count}, signed: {is_signed}.</li>"
        );
    }
    out += "</ul>\n</section>\n";
    for (at, bundle) in bundles.iter().enumerate() {
        let count = of(at).count();
        for (i, sheet) in of(at).enumerate() {
            let title = escaped(&bundle.title);
            let place =
                format!("Bundle {} of {}: {title}. Sheet {} of {count}", at + 1, bundles.len(), i + 1);
            self::sheet(&mut out, book, sheet, &place);
        }
    }
    out += "</main>\n</body>\n</html>\n";
    out
}

fn sheet(out: &mut String, book: &Book, sheet: &Sheet, place: &str) {
    let (item, title, version) = (escaped(&sheet.item), escaped(&sheet.title), sheet.version());
    let _ = writeln!(
        out,
        "<section class=\"sheet\">\n<div class=\"top\"><span>{place}</span><span>{item}, version {version}</span></div>\n\
         <h2>{title}</h2>"
    );
    // The words to say on the phone have the ticked signs where other texts have the key that shows the list.
    let ticked = sheet.item.starts_with("result:").then_some(("{signs}", TICKED));
    let filled = |line: &str| {
        let names = ticked.into_iter().chain(FILLED);
        escaped(&names.fold(line.to_owned(), |line, (name, words)| line.replace(name, words)))
    };
    table(out, &sheet.signed, filled);
    if !sheet.beside.is_empty() {
        out.push_str("<h3>To judge it by</h3>\n");
        table(out, &sheet.beside, filled);
    }
    out.push_str("<div class=\"boxes\">");
    for choice in ["agree", "agree with change", "disagree", "not my field"] {
        let _ = write!(out, "<span><i></i>{choice}</span>");
    }
    out.push_str("</div>\n<div class=\"names\">");
    for line in
        [&["Change or reason"][..], &["Name", "Role"], &["Registration (GMC, NMC, GPhC, HCPC)", "Date"]]
    {
        let spans: String = line.iter().map(|label| format!("<span>{label}</span>")).collect();
        let _ = write!(out, "<div class=\"line\">{spans}</div>");
    }
    out.push_str("</div>\n");
    if let Some(signature) = sheet.signature(book) {
        let _ = writeln!(out, "<p>Signed in this version by {}.</p>", escaped(&signed(signature)));
    } else if let Some(old) = book.signatures.iter().rfind(|signature| signature.item == sheet.item) {
        let (by, version) = (escaped(&signed(old)), escaped(&old.hash));
        let _ =
            writeln!(out, "<p>Version {version} was signed by {by}. The words have changed since then.</p>");
    }
    out.push_str("</section>\n");
}

fn table(out: &mut String, rows: &[ReviewRow], filled: impl Fn(&str) -> String) {
    out.push_str("<table>\n<tbody>\n");
    for row in rows {
        let lines: String = row.lines.iter().map(|line| format!("<p>{}</p>", filled(line))).collect();
        let _ = writeln!(out, "<tr><th scope=\"row\">{}</th><td>{lines}</td></tr>", escaped(&row.label));
    }
    out.push_str("</tbody>\n</table>\n");
}
