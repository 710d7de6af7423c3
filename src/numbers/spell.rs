//! The speller: whole numbers in correct Arabic words and in the mixtures of newspapers.
//!
//! In: an integer below 10^15 and how it is to be written. Out: text that [`super::read`] reads back.
//! May import: record.

/// The least number that is too large to spell.
pub const LIMIT: u64 = 1_000_000_000_000_000;

/// The grammatical gender of the counted noun.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gender {
    /// متابع
    Masculine,
    /// مشاهدة
    Feminine,
}

/// The case of the number in its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Case {
    /// عشرون, ألفان
    Nominative,
    /// عشرين, ألفين
    Oblique,
}

/// The forms of a counted noun that its number may ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Noun<'n> {
    /// متابع
    pub singular: &'n str,
    /// متابعا, behind 11 to 99.
    pub accusative: &'n str,
    /// متابعان
    pub dual: &'n str,
    /// متابعين, the dual out of the nominative.
    pub dual_oblique: &'n str,
    /// متابعين or مشاهدات, behind 3 to 10.
    pub plural: &'n str,
    /// Its gender.
    pub gender: Gender,
}

/// A scale and its forms.
struct Scale {
    worth: u64,
    singular: &'static str,
    accusative: &'static str,
    dual: [&'static str; 2],
    construct: [&'static str; 2],
    plural: &'static str,
}

const SCALES: [Scale; 4] = [
    scale(1_000_000_000_000, ["تريليون", "تريليونا", "تريليونان", "تريليونين", "تريليونا", "تريليوني", "تريليونات"]),
    scale(1_000_000_000, ["مليار", "مليارا", "ملياران", "مليارين", "مليارا", "ملياري", "مليارات"]),
    scale(1_000_000, ["مليون", "مليونا", "مليونان", "مليونين", "مليونا", "مليوني", "ملايين"]),
    scale(1_000, ["ألف", "ألفا", "ألفان", "ألفين", "ألفا", "ألفي", "آلاف"]),
];

const fn scale(
    worth: u64,
    [singular, accusative, dual, dual_oblique, of, of_oblique, plural]: [&'static str; 7],
) -> Scale {
    Scale { worth, singular, accusative, dual: [dual, dual_oblique], construct: [of, of_oblique], plural }
}

/// One to ten beside a feminine noun; with ة (or as listed) beside a masculine one.
const DIGITS: [[&str; 2]; 11] = [
    ["صفر", "صفر"],
    ["واحد", "واحدة"],
    ["اثنان", "اثنتان"],
    ["ثلاثة", "ثلاث"],
    ["أربعة", "أربع"],
    ["خمسة", "خمس"],
    ["ستة", "ست"],
    ["سبعة", "سبع"],
    ["ثمانية", "ثماني"],
    ["تسعة", "تسع"],
    ["عشرة", "عشر"],
];

const TENS: [&str; 10] = ["", "", "عشر", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثمان", "تسع"];
const HUNDREDS: [&str; 10] = ["", "مئة", "", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"];

/// How a whole number is put into words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Style {
    /// The gender of what is counted.
    pub gender: Gender,
    /// The case of the number.
    pub case: Case,
}

impl Case {
    fn pick<T: Copy>(self, [nominative, oblique]: [T; 2]) -> T {
        if self == Self::Nominative { nominative } else { oblique }
    }
}

/// A whole number below [`LIMIT`] in words, not followed by a noun; `None` from [`LIMIT`] on.
///
/// ```
/// use marsad::numbers::spell::{Case, Gender, Style, words};
/// let style = Style { gender: Gender::Masculine, case: Case::Nominative };
/// assert_eq!(words(103_015, style).as_deref(), Some("مئة وثلاثة آلاف وخمسة عشر"));
/// ```
pub fn words(number: u64, style: Style) -> Option<String> {
    spelled(number, style, false)
}

/// A number in words with its noun in the form that the number asks for; 1 and 2 are the noun itself.
///
/// ```
/// use marsad::numbers::spell::{Case, Gender, Noun, counted};
/// let noun = Noun { singular: "متابع", accusative: "متابعا", dual: "متابعان", dual_oblique: "متابعين",
///     plural: "متابعين", gender: Gender::Masculine };
/// assert_eq!(counted(2_000, noun, Case::Oblique).as_deref(), Some("ألفي متابع"));
/// assert_eq!(counted(2, noun, Case::Nominative).as_deref(), Some("متابعان"));
/// assert_eq!(counted(45, noun, Case::Nominative).as_deref(), Some("خمسة وأربعون متابعا"));
/// ```
pub fn counted(number: u64, noun: Noun<'_>, case: Case) -> Option<String> {
    match number {
        1 => return Some(noun.singular.to_owned()),
        2 => return Some(case.pick([noun.dual, noun.dual_oblique]).to_owned()),
        _ => {}
    }
    let number_words = spelled(number, Style { gender: noun.gender, case }, true)?;
    let form = match number % 100 {
        3..=10 => noun.plural,
        11..=99 => noun.accusative,
        _ => noun.singular,
    };
    Some(format!("{number_words} {form}"))
}

/// The number with `construct` forms at its end when a noun leans on it.
fn spelled(number: u64, style: Style, construct: bool) -> Option<String> {
    if number >= LIMIT {
        return None;
    }
    let mut parts = Vec::new();
    let mut rest = number;
    for scale in &SCALES {
        let times = rest / scale.worth;
        rest %= scale.worth;
        if times > 0 {
            parts.push(scaled(times, scale, style.case, construct && rest == 0));
        }
    }
    if rest > 0 || parts.is_empty() {
        parts.push(below_thousand(rest, style, construct));
    }
    Some(parts.join(" و"))
}

/// So many of a scale: ألف, ألفان, ثلاثة آلاف, أحد عشر ألفا, مئة ألف.
fn scaled(times: u64, scale: &Scale, case: Case, construct: bool) -> String {
    let style = Style { gender: Gender::Masculine, case };
    match times {
        1 => scale.singular.to_owned(),
        2 if construct => case.pick(scale.construct).to_owned(),
        2 => case.pick(scale.dual).to_owned(),
        _ => {
            let form = match times % 100 {
                3..=10 => scale.plural,
                11..=99 if construct => scale.singular,
                11..=99 => scale.accusative,
                _ => scale.singular,
            };
            format!("{} {form}", below_thousand(times, style, true))
        }
    }
}

fn below_thousand(number: u64, style: Style, construct: bool) -> String {
    let (hundreds, rest) = ((number / 100) as usize, number % 100);
    let head = match hundreds {
        0 => None,
        2 if construct && rest == 0 => Some(style.case.pick(["مئتا", "مئتي"])),
        2 => Some(style.case.pick(["مئتان", "مئتين"])),
        _ => Some(HUNDREDS[hundreds]),
    };
    let tail = (rest > 0 || number == 0).then(|| below_hundred(rest as usize, style));
    head.map(str::to_owned).into_iter().chain(tail).collect::<Vec<_>>().join(" و")
}

fn below_hundred(number: usize, style: Style) -> String {
    let of = |digit: usize| DIGITS[digit][usize::from(style.gender == Gender::Feminine)];
    match number {
        2 => style.case.pick([["اثنان", "اثنتان"], ["اثنين", "اثنتين"]])[usize::from(style.gender == Gender::Feminine)]
            .to_owned(),
        0..=10 => of(number).to_owned(),
        11..=19 => teen(number - 10, style),
        _ => {
            let tens = format!("{}{}", TENS[number / 10], style.case.pick(["ون", "ين"]));
            match number % 10 {
                0 => tens,
                8 if style.gender == Gender::Feminine => format!("ثمان و{tens}"),
                unit => format!("{} و{tens}", below_hundred(unit, style)),
            }
        }
    }
}

/// 11 and 12 agree in both words; 13 to 19 only in the ten.
fn teen(unit: usize, style: Style) -> String {
    let feminine = style.gender == Gender::Feminine;
    let ten = if feminine { "عشرة" } else { "عشر" };
    let unit = match (unit, feminine) {
        (1, false) => "أحد",
        (1, true) => "إحدى",
        (2, false) => style.case.pick(["اثنا", "اثني"]),
        (2, true) => style.case.pick(["اثنتا", "اثنتي"]),
        (unit, feminine) => DIGITS[unit][usize::from(feminine)],
    };
    format!("{unit} {ten}")
}

/// The number with digits before its scale words, as newspapers mix them: «24 مليونا و374 ألفا و680».
pub fn mixed(number: u64) -> Option<String> {
    if number >= LIMIT {
        return None;
    }
    let mut parts = Vec::new();
    let mut rest = number;
    for scale in &SCALES {
        let times = rest / scale.worth;
        rest %= scale.worth;
        match times {
            0 => {}
            1 => parts.push(scale.singular.to_owned()),
            2 => parts.push(scale.dual[1].to_owned()),
            _ => parts.push(format!("{times} {}", digit_form(times, scale))),
        }
    }
    if rest > 0 || parts.is_empty() {
        parts.push(rest.to_string());
    }
    Some(parts.join(" و"))
}

fn digit_form(times: u64, scale: &Scale) -> &'static str {
    match times % 100 {
        3..=10 => scale.plural,
        11..=99 => scale.accusative,
        _ => scale.singular,
    }
}

/// The digits in groups of three parted by `mark`: 12،083،986.
pub fn grouped(number: u64, mark: &str) -> String {
    let digits = number.to_string();
    let head = (digits.len() - 1) % 3 + 1;
    let mut out = digits[..head].to_owned();
    for group in digits.as_bytes()[head..].chunks(3) {
        out.push_str(mark);
        out.extend(group.iter().map(|b| char::from(*b)));
    }
    out
}

/// The digits as the Arab East writes them: ٢٤.
pub fn eastern(text: &str) -> String {
    text.chars().map(|c| c.to_digit(10).and_then(|d| char::from_u32(0x660 + d)).unwrap_or(c)).collect()
}
