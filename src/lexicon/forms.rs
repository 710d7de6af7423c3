//! The forms of a noun or a verb: what the lexicons need not spell out.

/// The forms of a noun by its pattern; `None` when there is no such pattern.
///
/// `agent`: sound plurals, dual and accusative of a person (متابع). `event`: the plural in ات, dual and accusative of an act,
/// with or without ta marbuta (تفاعل, مشاهدة). `participle`: those of a person and the feminine (محقق). `adjective`: feminine and sound plurals (كبير). `word` or nothing: the term as
/// it stands.
pub fn noun_forms(term: &str, pattern: &str) -> Option<Vec<String>> {
    let ends: &[&str] = match pattern {
        "" | "word" => &[""],
        "adjective" => &["", "ا", "ة", "ين", "ون", "ات", "ان", "تين", "تان"],
        "agent" => &["", "ا", "ين", "ون", "ي", "و", "ان", "ات"],
        "participle" => &["", "ا", "ة", "ين", "ون", "ي", "و", "ان", "ات"],
        "event" if term.ends_with('ة') => &["ة", "ات", "تين", "تان", "تا", "تي"],
        "event" => &["", "ا", "ات", "ين", "ان"],
        _ => return None,
    };
    let stem = if pattern == "event" { term.strip_suffix('ة').unwrap_or(term) } else { term };
    Some(ends.iter().map(|end| format!("{stem}{end}")).collect())
}

/// The forms of a verb from its third person in the past and the present: persons, numbers and the future.
///
/// `~` before the past says that by itself it reads as a noun too (حكم): only its forms with endings are given.
pub fn verb_forms(past: &str, present: &str) -> Vec<String> {
    let mut forms = past_forms(past);
    if let Some(stem) = present.strip_prefix('ي') {
        let weak = stem.strip_suffix('ى').or(stem.strip_suffix('ي')).or(stem.strip_suffix('و')).unwrap_or(stem);
        for person in ["ي", "ت", "سي", "ست"] {
            forms.push(format!("{person}{stem}"));
        }
        forms.extend(["ي", "ت", "سي"].map(|person| format!("{person}{weak}ون")));
        forms.extend(["ي", "ت"].map(|person| format!("{person}{weak}ان")));
    }
    forms
}

/// Letters of the shortest past whose plural is given for its pronouns too: «حملوه», but no «عدو».
const SHORTEST_OWNED: usize = 3;

fn past_forms(past: &str) -> Vec<String> {
    let (past, noun) = past.strip_prefix('~').map_or((past, false), |past| (past, true));
    let (head, tail) = past.split_once(' ').map_or((past, ""), |(h, _)| (h, &past[h.len()..]));
    let weak = head.strip_suffix('ى').or(head.strip_suffix('ا').filter(|h| h.chars().count() == 2));
    let stem = weak.unwrap_or(head);
    let ends: &[&str] = if noun { &["ت", "تا", "وا"] } else { &["ت", "تا", "ا", "وا", "نا"] };
    let bare = Some(past.to_owned()).filter(|_| !noun);
    // «شاهدوه»: before a pronoun the alif of the plural is dropped.
    let owned = Some(format!("{stem}و{tail}")).filter(|_| stem.chars().count() >= SHORTEST_OWNED);
    bare.into_iter().chain(owned).chain(ends.iter().map(|end| format!("{stem}{end}{tail}"))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_take_persons() {
        let forms = verb_forms("تخطى", "يتخطى");
        for form in ["تخطى", "تخطت", "يتخطى", "تتخطى", "ستتخطى", "يتخطون"] {
            assert!(forms.iter().any(|f| f == form), "{form} of {forms:?}");
        }
    }

    #[test]
    fn a_past_that_is_a_noun_too_needs_an_ending() {
        let forms = verb_forms("~حكم", "يحكم");
        assert!(!forms.iter().any(|f| f == "حكم") && forms.iter().any(|f| f == "حكمت"), "{forms:?}");
    }

    #[test]
    fn events_take_their_plural() {
        assert_eq!(noun_forms("مشاهدة", "event").map(|f| f.len()), Some(6));
        assert_eq!(noun_forms("مشاهدة", "plural"), None);
    }
}
