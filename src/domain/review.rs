//! The review of the content by clinicians: its bundles, known doubts and signatures. The sheets are made in `report`.

use serde::Deserialize;

use super::clean::text;

/// The order of the sheets and the doubts printed on them: `review.ron`.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Review {
    pub(crate) bundles: Vec<Bundle>,
    /// References to a list of separate signs and rules in place of one row of the clinical table. Their signs are printed page by
    /// page of the checklist, their rules by their first sign.
    #[serde(default)]
    pub(crate) lists: Vec<String>,
    #[serde(default)]
    pub(crate) doubts: Vec<Doubt>,
}

/// Sheets for one kind of clinician.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Bundle {
    #[serde(deserialize_with = "text")]
    pub(crate) title: String,
    /// The profession that signs it.
    #[serde(deserialize_with = "text")]
    pub(crate) reader: String,
    /// Kinds of items, the word before the colon of an item. Every kind is in one bundle.
    pub(crate) kinds: Vec<String>,
    /// Items of other kinds that belong here: `cause:medicines`.
    #[serde(default)]
    pub(crate) items: Vec<String>,
}

/// A doubt that the authors know of, printed on the sheet of its item.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Doubt {
    pub(crate) item: String,
    #[serde(deserialize_with = "text")]
    pub(crate) text: String,
}

/// One clinician's agreement to one version of a sheet: an entry of `signoff.ron`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Signature {
    /// The item printed on the sheet: `row:E1`.
    pub(crate) item: String,
    /// The version printed on the sheet. Other words have another version, so the signature no longer counts.
    pub(crate) hash: String,
    #[serde(deserialize_with = "text")]
    pub(crate) name: String,
    #[serde(deserialize_with = "text")]
    pub(crate) role: String,
    /// Number in the professional register: GMC, NMC, GPhC, HCPC.
    #[serde(deserialize_with = "text")]
    pub(crate) registration: String,
    /// Day of the signature, as `2027-03-01`.
    pub(crate) date: String,
}

impl Review {
    /// The position of the bundle that an item belongs to: the one that names it, or else the one that has its kind.
    pub(crate) fn bundle(&self, item: &str) -> Option<usize> {
        let kind = item.split(':').next().unwrap_or_default();
        let names = |bundle: &Bundle| bundle.items.iter().any(|known| known == item);
        let has = |bundle: &Bundle| bundle.kinds.iter().any(|known| known == kind);
        self.bundles.iter().position(names).or_else(|| self.bundles.iter().position(has))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_goes_where_it_is_named_and_otherwise_where_its_kind_is() {
        let bundle = |kinds: &[&str], items: &[&str]| Bundle {
            title: String::new(),
            reader: String::new(),
            kinds: kinds.iter().map(|&kind| kind.to_owned()).collect(),
            items: items.iter().map(|&item| item.to_owned()).collect(),
        };
        let bundles = vec![bundle(&["cause"], &[]), bundle(&["remedy"], &["cause:medicines"])];
        let review = Review { bundles, ..Review::default() };
        for (item, wanted) in
            [("cause:age", Some(0)), ("cause:medicines", Some(1)), ("remedy:massage", Some(1)), ("x:y", None)]
        {
            assert_eq!(review.bundle(item), wanted, "{item}");
        }
    }
}
