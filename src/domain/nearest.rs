//! "Did you mean": the known name nearest to one that is not known.

/// The known name most like `name`, if any is like it at all (Jaro-Winkler of 0.7 or more): the one that the fewest slips of
/// the finger are away, the last of those that are as near.
pub(crate) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let name = name.to_lowercase();
    known
        .filter_map(|candidate| {
            let other = candidate.to_lowercase();
            let likeness = strsim::jaro_winkler(&name, &other);
            (likeness >= 0.7).then(|| (strsim::damerau_levenshtein(&name, &other), likeness, candidate))
        })
        .max_by(|a, b| b.0.cmp(&a.0).then(a.1.total_cmp(&b.1)))
        .map(|(.., candidate)| candidate)
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
        assert_eq!(nearest("calv", ["calf", "calves"].into_iter()), Some("calf"));
    }
}
