//! Small linear models: weights of features, packed so that they need no reading in.
//!
//! A model file is: `NGM2`, the number of labels, each label (length, letters), the number of bits `b` of its index,
//! 2^b + 1 little-endian offsets, a filter of 2^(b + 5) bits, then the features. A feature is the rest of its hash (16 bits), how
//! many labels it speaks for, and for each of them the label and a weight from -127 to 127. Features whose hashes share
//! their first `b` bits lie together, so that looking one up touches one or two lines of the cache. Most features of a text
//! are in no model; the filter, which fits a processor's own memory, says so of nine of ten.

/// What knows how much each feature speaks for each label.
pub trait Weights {
    /// Adds the weights of `feature` to the scores of the labels.
    fn add(&self, feature: u32, scores: &mut [i32]);

    /// Adds the weights of all these features.
    fn add_all(&self, features: &[u32], scores: &mut [i32]) {
        for feature in features {
            self.add(*feature, scores);
        }
    }
}

/// As many features are looked up together: those of a word.
const TOGETHER: usize = 32;

/// A packed model.
#[derive(Debug, Clone, Copy)]
pub struct Model {
    offsets: &'static [u8],
    filter: &'static [u8],
    features: &'static [u8],
    bits: u32,
    labels: usize,
    names: &'static [u8],
}

/// Spreads a hash over all 32 bits, so that its first ones are as good as its last ones.
#[must_use]
pub const fn mix(hash: u32) -> u32 {
    let hash = (hash ^ (hash >> 16)).wrapping_mul(0x85eb_ca6b);
    let hash = (hash ^ (hash >> 13)).wrapping_mul(0xc2b2_ae35);
    hash ^ (hash >> 16)
}

/// The hash of a feature made of a template's number and two hashes.
#[must_use]
pub const fn feature(template: u32, first: u32, second: u32) -> u32 {
    mix(first.wrapping_mul(0x9e37_79b1)
        ^ second.rotate_left(15).wrapping_mul(0x85eb_ca77)
        ^ template.wrapping_mul(0x27d4_eb2f))
}

impl Model {
    /// A model over the bytes of its file; none when they are not one.
    #[must_use]
    pub fn new(bytes: &'static [u8]) -> Option<Self> {
        let rest = bytes.strip_prefix(b"NGM2")?;
        let (labels, mut rest) = rest.split_first()?;
        let names = rest;
        for _ in 0..*labels {
            let (length, after) = rest.split_first()?;
            rest = after.get(usize::from(*length)..)?;
        }
        let (bits, rest) = rest.split_first()?;
        let table = ((1_usize.checked_shl(u32::from(*bits))?) + 1) * 4;
        let filter = table + (4 << bits);
        (rest.len() >= filter).then(|| Self {
            offsets: &rest[..table],
            filter: &rest[table..filter],
            features: &rest[filter..],
            bits: u32::from(*bits),
            labels: usize::from(*labels),
            names,
        })
    }

    /// Names of the labels, in their order.
    #[must_use]
    pub fn labels(&self) -> Vec<&'static str> {
        let mut rest = self.names;
        let mut labels = Vec::with_capacity(self.labels);
        for _ in 0..self.labels {
            let length = usize::from(rest[0]);
            labels.push(std::str::from_utf8(&rest[1..=length]).unwrap_or_default());
            rest = &rest[length + 1..];
        }
        labels
    }

    /// Whether the filter knows the feature.
    fn may_have(&self, feature: u32) -> bool {
        let (byte, bit) = filter_place(feature, self.bits);
        self.filter[byte] & bit != 0
    }

    fn offset(&self, index: usize) -> usize {
        let bytes = &self.offsets[index * 4..index * 4 + 4];
        u32::from_le_bytes([bytes[0], bytes[1], bytes[2], bytes[3]]) as usize
    }
}

impl Weights for Model {
    fn add(&self, feature: u32, scores: &mut [i32]) {
        if self.may_have(feature) {
            let number = (feature >> (32 - self.bits)) as usize;
            add_from(&self.features[self.offset(number)..self.offset(number + 1)], feature, scores);
        }
    }

    /// In three rounds: which features the filter knows, where their buckets are, and what these contain. So the processor need
    /// not guess what the filter says, and fetches several buckets at once.
    fn add_all(&self, features: &[u32], scores: &mut [i32]) {
        for features in features.chunks(TOGETHER) {
            let (mut known, mut count) = ([0; TOGETHER], 0);
            for feature in features {
                known[count] = *feature;
                count += usize::from(self.may_have(*feature));
            }
            let mut buckets = [(0, 0); TOGETHER];
            for (feature, bucket) in known[..count].iter().zip(&mut buckets) {
                let number = (feature >> (32 - self.bits)) as usize;
                *bucket = (self.offset(number), self.offset(number + 1));
            }
            for (feature, (start, end)) in known[..count].iter().zip(buckets) {
                add_from(&self.features[start..end], *feature, scores);
            }
        }
    }
}

/// Adds the weights of a feature, if this bucket contains it.
fn add_from(mut bucket: &[u8], feature: u32, scores: &mut [i32]) {
    let check = [feature.to_le_bytes()[0], feature.to_le_bytes()[1]];
    while let [low, high, count, after @ ..] = bucket {
        let size = usize::from(*count) * 2;
        if [*low, *high] == check {
            for pair in after[..size].chunks_exact(2) {
                scores[usize::from(pair[0])] += i32::from(pair[1].cast_signed());
            }
            return;
        }
        bucket = &after[size..];
    }
}

/// Where the filter speaks of a feature: the byte, and its bit.
const fn filter_place(feature: u32, bits: u32) -> (usize, u8) {
    let place = ((feature >> (32 - bits)) << 5) | (feature & 31);
    ((place >> 3) as usize, 1 << (place & 7))
}

/// Packs a model: its labels, and for each feature the labels and weights that are not 0.
#[must_use]
pub fn pack(labels: &[String], mut features: Vec<(u32, Vec<(u8, i8)>)>, bits: u8) -> Vec<u8> {
    features.sort_by_key(|(hash, _)| *hash);
    let mut bytes = b"NGM2".to_vec();
    bytes.push(u8::try_from(labels.len()).unwrap_or(u8::MAX));
    for label in labels {
        bytes.push(u8::try_from(label.len()).unwrap_or(u8::MAX));
        bytes.extend(label.as_bytes());
    }
    bytes.push(bits);
    let mut offsets = vec![0_u32; (1 << bits) + 1];
    let mut filter = vec![0_u8; 4 << bits];
    let mut body = Vec::new();
    for (hash, weights) in features {
        let check = hash.to_le_bytes();
        let (byte, bit) = filter_place(hash, u32::from(bits));
        filter[byte] |= bit;
        body.extend([check[0], check[1], u8::try_from(weights.len()).unwrap_or(u8::MAX)]);
        body.extend(weights.iter().flat_map(|(label, weight)| [*label, weight.cast_unsigned()]));
        offsets[(hash >> (32 - u32::from(bits))) as usize + 1] = u32::try_from(body.len()).unwrap_or(u32::MAX);
    }
    let mut last = 0;
    for offset in &mut offsets {
        last = last.max(*offset);
        bytes.extend(last.to_le_bytes());
    }
    bytes.extend(filter);
    bytes.extend(body);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_packed_model_gives_back_its_weights() {
        let labels = ["O".to_owned(), "person".to_owned()];
        let features = vec![(feature(1, 2, 3), vec![(1, 5)]), (feature(1, 2, 4), vec![(0, -7), (1, 2)])];
        let bytes: &'static [u8] = Box::leak(pack(&labels, features, 4).into_boxed_slice());
        let Some(model) = Model::new(bytes) else { return assert!(!bytes.is_empty(), "no model") };
        assert_eq!(model.labels(), ["O", "person"]);
        let scores = |hash| {
            let mut scores = [0; 2];
            model.add(hash, &mut scores);
            scores
        };
        assert_eq!(scores(feature(1, 2, 3)), [0, 5]);
        assert_eq!(scores(feature(1, 2, 4)), [-7, 2]);
        assert_eq!(scores(feature(1, 2, 5)), [0, 0]);
    }

    #[test]
    fn many_features_together_weigh_what_they_weigh_alone() {
        let labels: Vec<String> = ["O", "person", "place"].map(str::to_owned).to_vec();
        let weights = |number: u32| vec![(0, i8::try_from(number % 90).unwrap_or(0)), (2, -3)];
        let features: Vec<_> = (0..200).step_by(2).map(|number| (feature(1, number, 0), weights(number))).collect();
        let bytes: &'static [u8] = Box::leak(pack(&labels, features, 4).into_boxed_slice());
        let Some(model) = Model::new(bytes) else { return assert!(!bytes.is_empty(), "no model") };
        let asked: Vec<u32> = (0..3 * 32 + 5).map(|number| feature(1, number, 0)).collect();
        let (mut together, mut alone) = ([0; 3], [0; 3]);
        model.add_all(&asked, &mut together);
        for feature in &asked {
            model.add(*feature, &mut alone);
        }
        assert_eq!(together, alone);
        assert!(together[0] > 0 && together[2] == -3 * 51, "{together:?}");
    }

    #[test]
    fn rubbish_is_no_model() {
        assert!(Model::new(b"").is_none());
        assert!(Model::new(b"NGM2\x01\x05ab").is_none());
        assert!(Model::new(b"NGM2\x00\x10").is_none());
    }
}
