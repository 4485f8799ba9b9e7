//! A checksum that costs less than reading the bytes from memory would: it tells damage, and withstands no attacker.

/// The checksum of these bytes.
pub(crate) fn check(bytes: &[u8]) -> u64 {
    const FACTOR: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut sums = [bytes.len() as u64, 1, 2, 3];
    let (words, _) = bytes.as_chunks::<8>();
    let (chunks, _) = words.as_chunks::<4>();
    for chunk in chunks {
        for (sum, word) in sums.iter_mut().zip(chunk) {
            *sum = (*sum ^ u64::from_le_bytes(*word)).wrapping_mul(FACTOR).rotate_left(29);
        }
    }
    for byte in &bytes[chunks.len() * 32..] {
        sums[0] = (sums[0] ^ u64::from(*byte)).wrapping_mul(FACTOR).rotate_left(29);
    }
    sums.iter().fold(0, |all, sum| (all ^ sum).wrapping_mul(FACTOR).rotate_left(31))
}

#[cfg(test)]
mod tests {
    use super::check;

    #[test]
    fn any_change_changes_it() {
        let bytes: Vec<u8> = (0..200_u8).collect();
        let whole = check(&bytes);
        for at in 0..bytes.len() {
            let mut other = bytes.clone();
            other[at] ^= 1;
            assert_ne!(check(&other), whole, "byte {at}");
        }
        assert_ne!(check(&bytes[..199]), whole);
        assert_ne!(check(&[]), check(&[0]));
    }
}
