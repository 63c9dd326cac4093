//! Ids of records: 32 hexadecimal digits that no other window, run or machine makes.

/// Makes ids that no other window, start or machine makes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Ids {
    seed: u128,
    made: u128,
}

impl Ids {
    /// `seed` is 128 bits from the system's source of randomness.
    pub(crate) fn new(seed: u128) -> Self {
        Self { seed, made: 0 }
    }

    /// 32 hexadecimal digits.
    pub(crate) fn make(&mut self) -> String {
        self.made += 1;
        // The odd factor changes every digit from one id to the next; the seed differs from program to program.
        format!(
            "{:032x}",
            self.seed.wrapping_add(self.made.wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835))
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_differ() {
        let mut ids = Ids::new(7);
        let made: std::collections::HashSet<String> = (0..1000).map(|_| ids.make()).collect();
        assert_eq!(made.len(), 1000);
        assert!(made.iter().all(|id| id.len() == 32));
    }
}
