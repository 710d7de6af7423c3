//! The Arabic block, U+0600 to U+06FF, by table: nearly every scalar of every text is looked up here, several times over.

/// Scalars in the block.
pub(super) const BLOCK: usize = 0x100;

/// A property of every scalar of the block.
pub(super) type Table<T> = [T; BLOCK];

/// The place of a scalar in a table; `None` outside the block.
#[inline]
pub(super) fn place(c: char) -> Option<usize> {
    let at = (c as usize).wrapping_sub(0x600);
    (at < BLOCK).then_some(at)
}

/// The scalar at a place.
pub(super) const fn scalar(place: usize) -> char {
    match char::from_u32(0x600 + place as u32) {
        Some(c) => c,
        None => char::REPLACEMENT_CHARACTER,
    }
}

/// Unicode's Alphabetic.
const ALPHABETIC: Table<bool> = {
    let (mut table, mut at) = ([false; BLOCK], 0);
    while at < BLOCK {
        table[at] = matches!(scalar(at),
            '\u{610}'..='\u{61A}' | '\u{620}'..='\u{657}' | '\u{659}'..='\u{65F}' | '\u{66E}'..='\u{6D3}'
            | '\u{6D5}'..='\u{6DC}' | '\u{6E1}'..='\u{6E8}' | '\u{6ED}'..='\u{6EF}' | '\u{6FA}'..='\u{6FC}' | '\u{6FF}');
        at += 1;
    }
    table
};

/// [`char::is_alphabetic`], quick for Arabic.
///
/// ```
/// assert!("مليونًا".chars().all(marsad::arabic::is_alphabetic));
/// ```
#[inline]
pub fn is_alphabetic(c: char) -> bool {
    match place(c) {
        _ if c.is_ascii() => c.is_ascii_alphabetic(),
        Some(at) => ALPHABETIC[at],
        None => c.is_alphabetic(),
    }
}

/// [`char::is_numeric`], quick for Arabic.
#[inline]
pub fn is_numeric(c: char) -> bool {
    match place(c) {
        _ if c.is_ascii() => c.is_ascii_digit(),
        Some(_) => matches!(c, '٠'..='٩' | '۰'..='۹'),
        None => c.is_numeric(),
    }
}

/// [`is_alphanumeric`] of the scalar at a place.
#[inline]
pub(super) const fn is_alphanumeric_at(at: usize) -> bool {
    ALPHABETIC[at] || matches!(scalar(at), '٠'..='٩' | '۰'..='۹')
}

/// [`char::is_alphanumeric`], quick for Arabic.
#[inline]
pub fn is_alphanumeric(c: char) -> bool {
    match place(c) {
        _ if c.is_ascii() => c.is_ascii_alphanumeric(),
        Some(at) => is_alphanumeric_at(at),
        None => c.is_alphanumeric(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_block_is_as_unicode_has_it() {
        for c in (0..BLOCK).map(scalar) {
            let (quick, slow) = ((is_alphabetic(c), is_numeric(c)), (c.is_alphabetic(), c.is_numeric()));
            assert_eq!((quick, is_alphanumeric(c)), (slow, c.is_alphanumeric()), "{c:?}");
        }
    }
}
