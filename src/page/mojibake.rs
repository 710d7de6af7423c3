//! Mojibake: text that was decoded with the wrong charset and saved again.
//!
//! In: a text. Out: the text as it was meant, where most of what is not ASCII shows what went wrong.
//! May import: nothing of marsad.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252, WINDOWS_1256};
use memchr::memchr_iter;

/// Letters outside ASCII by which a text is tested.
const TESTED: usize = 512;
/// Fewest signs of a fault: of two bytes read as Latin, and of Arabic letters read as such.
const FEWEST: usize = 2;
const FEWEST_ARABIC: usize = 8;
/// Share of broken sequences up to which a run is UTF-8 that lost bytes on its way, one in.
const DAMAGED: usize = 2;

/// What a text's bytes were taken for, and what they are.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Fault {
    /// The charset by which they were read.
    pub taken: &'static Encoding,
    /// The one that they are in.
    pub meant: &'static Encoding,
}

/// Undoes the fault of a text that has one: all of it where most of what is not ASCII shows the fault, else only what is beyond doubt, as in an
/// Arabic page whose quotation marks show as «â€œ».
pub(super) fn undo(text: &str) -> Option<(String, Fault)> {
    let fault = fault(text.as_bytes())?;
    let (whole, undone, left) = fault.rewrite(text, DAMAGED);
    if undone > left {
        return Some((whole, fault));
    }
    let (sure, undone, _) = fault.rewrite(text, usize::MAX);
    (undone > 0 && fault.taken == WINDOWS_1252 && fault.meant == UTF_8).then_some((sure, fault))
}

/// The fault that the first letters outside ASCII show. UTF-8 taken for Latin text shows as «Ø§Ù„» and «â€™», taken for Arabic text
/// as «ط§ظ„»; Arabic text taken for Latin as «Çá».
fn fault(bytes: &[u8]) -> Option<Fault> {
    let (mut latin, mut twice, mut article, mut arabic, mut tah) = (0, 0, 0, 0, 0);
    let tested = memchr_iter(0xC3, bytes).take(TESTED).chain(memchr_iter(0xD8, bytes).take(TESTED));
    for at in tested {
        let doubled = bytes.get(at + 2).is_some_and(|b| !b.is_ascii());
        match bytes[at..] {
            [0xC3, 0x87, 0xC3, 0xA1, ..] => article += 1,
            // Â Ã â Ø Ù before another letter.
            [0xC3, 0x82 | 0x83 | 0xA2 | 0x98 | 0x99, ..] if doubled => twice += 1,
            // ط and ظ.
            [0xD8, 0xB7 | 0xB8, ..] if doubled => tah += 1,
            _ => {}
        }
        latin += usize::from(bytes[at] == 0xC3);
        arabic += usize::from(bytes[at] == 0xD8);
    }
    let fault = |taken, meant| Some(Fault { taken, meant });
    match () {
        // Read as Arabic, quotes show as «â€œ» too.
        _ if tah >= FEWEST_ARABIC && tah * 5 > arabic * 4 => fault(WINDOWS_1256, UTF_8),
        _ if twice >= FEWEST && twice * 3 > latin * 2 => fault(WINDOWS_1252, UTF_8),
        _ if article >= FEWEST && article * 40 > latin => fault(WINDOWS_1252, WINDOWS_1256),
        _ => None,
    }
}

impl Fault {
    /// A text without the fault, and the bytes of it that were undone and that could not have come about by it. Of the letters of a run at most
    /// one in `damaged` may be lost.
    fn rewrite(self, text: &str, damaged: usize) -> (String, usize, usize) {
        let (mut out, mut rest, mut undone, mut left) = (String::with_capacity(text.len()), text, 0, 0);
        while let Some(start) = rest.bytes().position(|b| !b.is_ascii()) {
            out.push_str(&rest[..start]);
            rest = &rest[start..];
            let (end, bytes) = self.run(rest);
            let len = end.max(rest.chars().next().map_or(0, char::len_utf8));
            match self.undo(&bytes, damaged) {
                Some(meant) => {
                    undone += len;
                    out.push_str(&meant);
                }
                None => {
                    left += len;
                    out.push_str(&rest[..len]);
                }
            }
            rest = &rest[len..];
        }
        out.push_str(rest);
        (out, undone, left)
    }

    /// Where the letters outside ASCII end that a text begins with and that the wrong charset has, and the bytes that were taken for them.
    fn run(self, text: &str) -> (usize, Vec<u8>) {
        let mut bytes = Vec::new();
        for (at, c) in text.char_indices() {
            match self.byte(c).filter(|byte| !byte.is_ascii()) {
                Some(byte) => bytes.push(byte),
                None => return (at, bytes),
            }
        }
        (text.len(), bytes)
    }

    /// Bytes as they were meant; `None` where they cannot have come about by this fault.
    fn undo(self, bytes: &[u8], damaged: usize) -> Option<String> {
        let (text, broken) = self.meant.decode_without_bom_handling(bytes);
        let lost = if broken { text.chars().filter(|c| *c == '\u{FFFD}').count() } else { 0 };
        let whole = lost.saturating_mul(damaged) <= text.chars().count();
        (whole && !bytes.is_empty()).then(|| text.into_owned())
    }

    /// The byte that was taken for a letter; what the charset does not have was kept as a control character.
    fn byte(self, c: char) -> Option<u8> {
        if let control @ '\u{80}'..='\u{9F}' = c {
            return Some(control as u8);
        }
        let mut written = [0; 4];
        let (bytes, _, unknown) = self.taken.encode(c.encode_utf8(&mut written));
        match (unknown, &*bytes) {
            (false, [byte]) => Some(*byte),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LINES: [&str; 3] = [
        "قالت الوزارة إن الصفحة بلغت «مليون» متابع، وإن فرنسا وعُمان بين الأوائل؛ فهل يكفي؟",
        "The ministry’s page – its “first” – isn’t the team’s only one",
        "<p>أعلنت “البلدية”</p><p>عن 3 “حدائق”</p><p>والقطار</p>",
    ];

    fn spoilt(text: &str, taken: &'static Encoding, meant: &'static Encoding) -> String {
        let bytes = meant.encode(text).0.into_owned();
        bytes.iter().map(|b| taken.decode_without_bom_handling(&[*b]).0.into_owned()).collect()
    }

    #[test]
    fn wrong_readings_are_undone() {
        for taken in [WINDOWS_1252, WINDOWS_1256] {
            for line in LINES.iter().filter(|l| taken == WINDOWS_1252 || !l.starts_with("The")) {
                let (text, fault) = undo(&spoilt(line, taken, UTF_8)).unwrap();
                assert_eq!((text.as_str(), fault), (*line, Fault { taken, meant: UTF_8 }));
            }
        }
        let line = LINES[0];
        let spoilt = spoilt(line, WINDOWS_1252, WINDOWS_1256);
        assert_eq!(undo(&spoilt).unwrap().0, line);
    }

    #[test]
    fn bytes_that_fell_out_cost_their_letters_alone() {
        let spoilt: String =
            spoilt(&LINES[0].repeat(3), WINDOWS_1252, UTF_8).chars().filter(|c| *c != '\u{81}').collect();
        let (text, _) = undo(&spoilt).unwrap();
        assert!(text.starts_with("قالت الوزارة إن الص") && text.contains("متابع، وإن"), "{text}");
    }

    #[test]
    fn in_a_text_that_is_right_only_what_is_beyond_doubt_is_undone() {
        let right = LINES[0].repeat(20);
        let spoilt = format!("{right} قال â€œنعمâ€\u{9d} وRenÃ© ثم Ãa");
        assert_eq!(undo(&spoilt).unwrap().0, format!("{right} قال “نعم” وRené ثم Ãa"));
        assert_eq!(undo(&format!("{right} René وÀ la carte")), None);
    }

    #[test]
    fn what_is_as_it_should_be_stays() {
        for line in [
            LINES[0],
            LINES[1],
            "طالب الناظر ظهرا بطاولة ظن أنها طوال الوقت طاهرة",
            "Ça va être là où Ângela l’âme à São Paulo, ÂGE: 30 ans",
            "El niño comió más piñas que Íñigo — ¿cuántas?",
            "Ø 12 mm, Øresund, Ålesund, Træna, Ørsta",
            "",
        ] {
            assert_eq!(undo(line), None, "{line}");
        }
    }
}
