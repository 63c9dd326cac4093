//! "Did you mean": the known name nearest to one that is not known.

/// Longer names match nothing, because comparing takes time and memory for each pair of letters.
const LONGEST: usize = 64;

/// The known name most like `name`: the name that the fewest slips of the finger are away, and the last of those that are as
/// near. A name is like another with a Jaro-Winkler likeness of 0.7 or more, or one slip away (`nwo` for `now`).
pub(crate) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    if name.len() > LONGEST {
        return None;
    }
    let name = name.to_lowercase();
    known
        .filter(|candidate| candidate.len() <= LONGEST)
        .filter_map(|candidate| {
            let other = candidate.to_lowercase();
            let likeness = strsim::jaro_winkler(&name, &other);
            let slips = strsim::damerau_levenshtein(&name, &other);
            (likeness >= 0.7 || (slips == 1 && name.len() > 2)).then_some((slips, likeness, candidate))
        })
        .max_by(|a, b| b.0.cmp(&a.0).then(a.1.total_cmp(&b.1)))
        .map(|(.., candidate)| candidate)
}

/// The end of a sentence that names the nearest known name: `; did you mean "calf"?`. Empty where no name is near.
pub(crate) fn did_you_mean<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> String {
    nearest(name, known).map_or_else(String::new, |near| format!("; did you mean {near:?}?"))
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn offers_what_was_meant_and_nothing_wild() {
        let known = ["calf", "calf-in-bed", "hamstring", "breathe"];
        assert_eq!(nearest("calv", known.into_iter()), Some("calf"));
        assert_eq!(nearest("Hamstrng", known.into_iter()), Some("hamstring"));
        assert_eq!(nearest("zzz", known.into_iter()), None);
        assert_eq!(nearest("nwo", ["now", "log"].into_iter()), Some("now"));
        assert_eq!(nearest("calv", ["calf", "calves"].into_iter()), Some("calf"));
    }

    #[test]
    fn what_is_far_too_long_is_like_nothing_and_takes_no_time() {
        // Compared letter by letter this would take a table of gigabytes.
        let long = "theme".repeat(1 << 20);
        assert_eq!(nearest(&long, ["theme", &long].into_iter()), None);
        assert_eq!(nearest("theme", [long.as_str(), "themes"].into_iter()), Some("themes"));
    }
}
