//! The two hashes of a text: one for sameness to the letter, one for likeness.

use sha2::{Digest, Sha256};

use crate::arabic::each_word;

/// `sha256:` and the hex digest of the text's UTF-8 bytes.
pub fn content_hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().fold(String::from("sha256:"), |out, byte| out + &format!("{byte:02x}"))
}

/// 64-bit simhash (Charikar 2002) over pairs of neighbouring folded words, as 16 hex digits: texts that differ in a few words differ in
/// a few bits. A text without words has the hash 0.
pub fn near_hash(text: &str) -> String {
    let mut votes = Votes::new();
    let mut before = None;
    each_word(text, |word| {
        if let Some(before) = before.replace(word) {
            votes.add(mix(word ^ u64::rotate_left(before, 21)));
        }
    });
    if let (0, Some(alone)) = (votes.cast, before) {
        votes.add(mix(alone));
    }
    format!("{:016x}", votes.majority())
}

/// How many of the added hashes have each bit set. Byte `b` of `bytes[s]` counts bit `8 b + s`, so that adding takes eight steps without a branch;
/// before a byte can run over, all go into `sums`.
struct Votes {
    bytes: [u64; 8],
    sums: [u64; 64],
    cast: u64,
}

impl Votes {
    fn new() -> Self {
        Self { bytes: [0; 8], sums: [0; 64], cast: 0 }
    }

    fn add(&mut self, hash: u64) {
        for (shift, bytes) in self.bytes.iter_mut().enumerate() {
            *bytes += hash >> shift & 0x0101_0101_0101_0101;
        }
        self.cast += 1;
        if self.cast.is_multiple_of(255) {
            self.empty();
        }
    }

    fn empty(&mut self) {
        for (shift, bytes) in self.bytes.iter_mut().enumerate() {
            for (byte, count) in std::mem::take(bytes).to_le_bytes().into_iter().enumerate() {
                self.sums[8 * byte + shift] += u64::from(count);
            }
        }
    }

    /// The bits that are set in more than half of the hashes.
    fn majority(&mut self) -> u64 {
        self.empty();
        (0..64).filter(|bit| self.sums[*bit] * 2 > self.cast).fold(0, |hash, bit| hash | 1 << bit)
    }
}

/// The finisher of SplitMix64: spreads what a word's hash leaves in the low bits over all of them.
fn mix(mut x: u64) -> u64 {
    x = (x ^ x >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ x >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ x >> 31
}

#[cfg(test)]
mod tests {
    use super::*;

    fn distance(a: &str, b: &str) -> u32 {
        let bits = |s: &str| u64::from_str_radix(&near_hash(s), 16).unwrap();
        (bits(a) ^ bits(b)).count_ones()
    }

    const STORY: &str = "قالت الوزارة إن عدد زوار الموقع بلغ ثلاثة ملايين زائر خلال الشهر الماضي وإن أكثرهم جاؤوا من مدن الساحل \
                         وأضافت أن الأرقام ستنشر كاملة في نهاية العام بعد مراجعتها";

    #[test]
    fn content_hash_is_sha256() {
        assert_eq!(content_hash(""), "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    #[test]
    fn sums_are_counted_right() {
        let mut votes = Votes::new();
        (0..1000u64).for_each(|n| votes.add(n << 7 | n));
        votes.empty();
        let counted = |bit| (0..1000u64).filter(|n| (n << 7 | n) >> bit & 1 == 1).count() as u64;
        assert!((0..64).all(|bit| votes.sums[bit] == counted(bit)));
    }

    #[test]
    fn spelling_does_not_move_the_near_hash() {
        assert_eq!(near_hash("قالت إنّ العددَ كبير"), near_hash("قالت ان العدد كبير،"));
    }

    #[test]
    fn one_changed_word_is_near_another_story_is_far() {
        let other = "فاز الفريق الضيف بهدفين في الوقت الإضافي أمام جمهور ملأ المدرجات قبل ساعات من صافرة البداية";
        assert!(distance(STORY, &STORY.replace("ثلاثة", "أربعة")) <= 12);
        assert!(distance(STORY, other) >= 18);
    }
}
