//! Mojibake: text that was decoded with the wrong charset and saved again.
//!
//! In: a text. Out: the text as it was meant, where most of what is not ASCII shows what went wrong.
//! May import: nothing of marsad.

use encoding_rs::{Encoding, UTF_8, WINDOWS_1252, WINDOWS_1256};
use memchr::memchr2_iter;

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

/// Undoes the fault of a text that has one.
pub(super) fn undo(text: &str) -> Option<(String, Fault)> {
    let fault = fault(text.as_bytes())?;
    let (mut out, mut rest, mut undone, mut left) = (String::with_capacity(text.len()), text, 0, 0);
    while let Some(start) = rest.bytes().position(|b| !b.is_ascii()) {
        let run = &rest[start..];
        let run = &run[..run.bytes().position(|b| b.is_ascii()).unwrap_or(run.len())];
        out.push_str(&rest[..start]);
        match fault.undo(run) {
            Some(meant) => {
                undone += run.len();
                out.push_str(&meant);
            }
            None => {
                left += run.len();
                out.push_str(run);
            }
        }
        rest = &rest[start + run.len()..];
    }
    out.push_str(rest);
    (undone > left).then_some((out, fault))
}

/// The fault that the first letters outside ASCII show. UTF-8 taken for Latin text shows as «Ø§Ù„» and «â€™», taken for Arabic text
/// as «ط§ظ„»; Arabic text taken for Latin as «Çá».
fn fault(bytes: &[u8]) -> Option<Fault> {
    let (mut latin, mut twice, mut article, mut arabic, mut tah) = (0, 0, 0, 0, 0);
    for at in memchr2_iter(0xC3, 0xD8, bytes).take(TESTED) {
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
    /// A run as it was meant; `None` where its letters cannot have come about by this fault.
    fn undo(self, run: &str) -> Option<String> {
        let bytes: Vec<u8> = run.chars().map(|c| self.byte(c)).collect::<Option<_>>()?;
        let (text, broken) = self.meant.decode_without_bom_handling(&bytes);
        let lost = if broken { text.chars().filter(|c| *c == '\u{FFFD}').count() } else { 0 };
        (lost * DAMAGED <= text.chars().count()).then(|| text.into_owned())
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
