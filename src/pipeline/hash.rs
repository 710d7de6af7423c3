//! The two hashes of a text: one for sameness to the letter, one for likeness.

use sha2::{Digest, Sha256};

use crate::arabic::{TokenKind, tokenize};

/// `sha256:` and the hex digest of the text's UTF-8 bytes.
pub fn content_hash(text: &str) -> String {
    let digest = Sha256::digest(text.as_bytes());
    digest.iter().fold(String::from("sha256:"), |out, byte| out + &format!("{byte:02x}"))
}

/// 64-bit simhash (Charikar 2002) over pairs of neighbouring folded words, as 16 hex digits: texts that differ in a few words differ in
/// a few bits. An empty text has the hash 0.
pub fn near_hash(text: &str) -> String {
    let tokens = tokenize(text);
    let kept = (0..tokens.len()).filter(|i| tokens.get(*i).is_some_and(|t| t.kind != TokenKind::Punct));
    let words: Vec<u64> = kept.map(|i| fnv(tokens.key(i).as_bytes())).collect();
    let pairs = words.windows(2).map(|w| mix(w[0].rotate_left(21) ^ w[1]));
    let alone = words.first().filter(|_| words.len() == 1).map(|w| mix(*w));
    format!("{:016x}", simhash(pairs.chain(alone)))
}

/// Each feature votes on each bit; the bit is set where more say yes than no.
fn simhash(features: impl Iterator<Item = u64>) -> u64 {
    let mut votes = [0i64; 64];
    for feature in features {
        for (bit, vote) in votes.iter_mut().enumerate() {
            *vote += if feature >> bit & 1 == 1 { 1 } else { -1 };
        }
    }
    votes.iter().enumerate().fold(0, |hash, (bit, vote)| hash | u64::from(*vote > 0) << bit)
}

/// FNV-1a: small, and the same on every machine and in every version.
fn fnv(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The finisher of SplitMix64: spreads what FNV leaves in the low bits over all of them.
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
