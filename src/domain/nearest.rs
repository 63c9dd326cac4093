//! "Did you mean": the known name nearest to one that is not known.

/// The known name most like `name`, if any is like it at all (Jaro-Winkler of 0.7 or more).
pub(crate) fn nearest<'n>(name: &str, known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let name = name.to_lowercase();
    known
        .map(|candidate| (strsim::jaro_winkler(&name, &candidate.to_lowercase()), candidate))
        .filter(|(likeness, _)| *likeness >= 0.7)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
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
    }
}
