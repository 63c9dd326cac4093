//! How long the asks take in a diary of a hundred thousand cramps; run by hand, as
//! `cargo test --release --lib store::tests::speed -- --ignored --nocapture`.

#![expect(clippy::disallowed_methods, reason = "this is what reads the time")]

use std::time::Instant;

use super::*;

#[test]
#[ignore = "for people who want to know: it makes a large diary first"]
fn a_hundred_thousand_cramps() {
    let folder = tempfile::tempdir().expect("a folder");
    let records: Vec<Record> = (0..100_000_i64)
        .flat_map(|number| {
            let start = LocalTime::from_seconds(100_000_000 + number * 18_000, 0).expect("a moment");
            let id = format!("{:032x}", number.wrapping_mul(0x9e37_79b9));
            let leg = Limb::ALL.get(usize::try_from(number % 3).expect("small")).copied();
            let cramp =
                Record::Episode(Episode { start, leg, ..full_episode(&id, "2026-11-05T03:10:00+00:00") });
            let other = (number % 20 == 0)
                .then(|| Record::Night(NightNote { night: start.night(), no_cramp: false, programme: true }));
            std::iter::once(cramp).chain(other)
        })
        .collect();
    let mut one = store(folder.path());
    let timed = |what: &str, store: &mut Store, ask: &DiaryRequest, times: u32| {
        let begun = Instant::now();
        for _ in 0..times {
            store.ask(ask).expect("answered");
        }
        println!("{what}: {:?}", begun.elapsed() / times);
    };
    timed("all saved at once", &mut one, &adding(&records), 1);
    let size = std::fs::metadata(folder.path().join("diary.db")).expect("a file").len();
    println!("size: {} MiB", size >> 20);
    let list = |filter: Filter, from| DiaryRequest::List { filter, from, count: 200 };
    let mut two = store(folder.path());
    timed("first page, cold", &mut two, &list(Filter::default(), 0), 1);
    timed("first page", &mut two, &list(Filter::default(), 0), 50);
    timed("page in the middle", &mut two, &list(Filter::default(), 50_000), 20);
    timed("last page", &mut two, &list(Filter::default(), 104_800), 20);
    timed("left leg", &mut two, &list(Filter { leg: Some(Limb::Left), ..Filter::default() }, 0), 10);
    timed("a word", &mut two, &list(Filter { text: "Ärger".into(), ..Filter::default() }, 0), 5);
    timed("a word not there", &mut two, &list(Filter { text: "zzz".into(), ..Filter::default() }, 0), 5);
    let (from, to) = (night("2026-01-01"), night("2026-03-31"));
    timed("span of 90 nights", &mut two, &DiaryRequest::Span { from, to }, 50);
    timed(
        "span of everything",
        &mut two,
        &DiaryRequest::Span { from: night("1970-01-01"), to: night("2199-12-31") },
        1,
    );
    timed("left open", &mut two, &DiaryRequest::LeftOpen, 20);
    timed("one found", &mut two, &DiaryRequest::Find(records[500].key()), 100);
    for number in 0..3 {
        let more = Record::Episode(episode(&format!("new-{number}"), "2026-11-05T03:10:00+00:00"));
        timed("one saved", &mut two, &adding(&[more]), 1);
    }
    let begun = Instant::now();
    let checked = crate::store::check::check(folder.path());
    println!("check: {:?} {:?}", begun.elapsed(), checked.state);
}
