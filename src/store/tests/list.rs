//! The list: its order and its filters.

use super::*;

fn names(entries: &[Record]) -> Vec<String> {
    entries
        .iter()
        .map(|record| match record {
            Record::Episode(episode) => episode.id.clone(),
            Record::Night(note) => format!("night {}", note.night),
            Record::Medicine(medicine) => medicine.id.clone(),
            Record::Check(check) => check.id.clone(),
            Record::Fact(fact, _) => fact.id().into(),
        })
        .collect()
}

fn filled(folder: &Path) -> Store {
    let mut store = store(folder);
    save_all(
        &mut store,
        &[
            Record::Medicine(medicine("med", "2026-11-05", "Ärger-Ex 50% _forte_")),
            Record::Night(NightNote { night: night("2026-11-05"), no_cramp: false, programme: true }),
            Record::Night(NightNote { night: night("2026-11-04"), no_cramp: false, programme: false }),
            Record::Night(NightNote { night: night("2026-11-02"), no_cramp: true, programme: false }),
            Record::Episode(Episode {
                leg: Some(Limb::Left),
                muscle: Some(Site::Hamstring),
                tried: vec!["Émile's stretch".into()],
                ..episode("after midnight", "2026-11-06T01:00:00+00:00")
            }),
            Record::Episode(Episode {
                leg: Some(Limb::Left),
                note: "ΣΊΣΥΦΟΣ".into(),
                ..episode("evening", "2026-11-05T23:00:00+00:00")
            }),
            // In Tokyo, so by the clock of the world before the evening above, but in its own night.
            Record::Episode(Episode {
                leg: Some(Limb::Right),
                ..episode("tokyo", "2026-11-06T12:30:00+09:00")
            }),
            Record::Check(check("check", "2026-11-05T23:30:00+00:00")),
            Record::Fact(Fact::Who, "never listed".into()),
        ],
    );
    store
}

#[test]
fn newest_night_first_and_in_a_night_newest_moment_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = filled(folder.path());
    let all = listed(&mut store, Filter::default());
    let order =
        ["tokyo", "after midnight", "check", "evening", "night 2026-11-05", "med", "night 2026-11-02"];
    assert_eq!(names(&all), order);
}

#[test]
fn everything_a_filter_says_must_hold() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut store = filled(folder.path());
    let text = |text: &str| Filter { text: text.into(), ..Filter::default() };
    let left = Filter { leg: Some(Limb::Left), ..Filter::default() };
    let some: [(Filter, &[&str]); 22] = [
        (left.clone(), &["after midnight", "evening"]),
        (Filter { leg: Some(Limb::Both), ..Filter::default() }, &[]),
        (Filter { muscle: Some(Site::Hamstring), ..left.clone() }, &["after midnight"]),
        (Filter { to: Some(night("2026-11-02")), ..Filter::default() }, &["night 2026-11-02"]),
        (Filter { from: Some(night("2026-11-06")), ..Filter::default() }, &["tokyo"]),
        (Filter { to: Some(night("2026-11-04")), ..left.clone() }, &[]),
        (
            Filter { from: Some(night("2026-11-05")), to: Some(night("2026-11-05")), ..left.clone() },
            &["after midnight", "evening"],
        ),
        (text("émile"), &["after midnight"]),
        (text("  STRETCH   ÉMILE'S "), &["after midnight"]),
        (text("émile nobody"), &[]),
        (text("ärger"), &["med"]),
        (text("50%"), &["med"]),
        (text("%"), &["med"]),
        (text("_"), &["med"]),
        (text("20 MG"), &["med"]),
        (text("σίσυφος"), &["evening"]),
        (text("back of the thigh"), &["after midnight"]),
        (text("cramp"), &["tokyo", "after midnight", "evening", "night 2026-11-02"]),
        (text("swelling"), &["check"]),
        (text("programme"), &["night 2026-11-05"]),
        (text("never listed"), &[]),
        (Filter { text: "stretch".into(), ..left }, &["after midnight"]),
    ];
    for (filter, wanted) in some {
        let found = listed(&mut store, filter.clone());
        assert_eq!(names(&found), wanted, "{filter:?}");
    }
}
