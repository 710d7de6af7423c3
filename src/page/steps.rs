//! Steps: what reading a page costs, counted where every walk passes: nodes looked at, bytes of markup, text and lines handed out.
//!
//! In: steps as they are taken. Out: their sum, in tests; in other builds nothing is counted.
//! May import: nothing of marsad.

#[cfg(test)]
thread_local! {
    static TAKEN: std::cell::Cell<usize> = const { std::cell::Cell::new(0) };
}

/// Counts steps.
#[cfg(test)]
pub(super) fn step(steps: usize) {
    TAKEN.with(|taken| taken.set(taken.get() + steps));
}

/// Counts nothing.
#[cfg(not(test))]
#[inline(always)]
pub(super) fn step(_: usize) {}

#[cfg(test)]
mod tests {
    use super::TAKEN;
    use crate::page::{Hints, read_html};

    /// Bytes of the smaller page.
    const SIZE: usize = 60_000;
    /// Steps that a byte may cost, whatever the page.
    const STEPS_A_BYTE: usize = 16;

    fn steps(page: &str) -> usize {
        TAKEN.with(|taken| taken.set(0));
        let title = read_html(page.as_bytes(), &Hints::default()).title;
        assert!(title.is_none_or(|title| title.len() <= page.len()));
        TAKEN.with(std::cell::Cell::get)
    }

    /// Four times the page costs four times the steps, and no byte more than a few.
    fn grows_no_faster(name: &str, page: impl Fn(usize) -> String) {
        let (small, large) = (page(SIZE), page(4 * SIZE));
        let (few, many) = (steps(&small), steps(&large));
        assert!(few > 0 && 2 * many <= 9 * few + SIZE, "{name}: {few} steps, and {many} for four times as much");
        assert!(many <= STEPS_A_BYTE * large.len(), "{name}: {many} steps for {} bytes", large.len());
    }

    #[test]
    fn hostile_markup_costs_steps_by_its_length() {
        for unit in [
            "<div>",
            "</div>",
            "<div><p>نص",
            "<ul><li>",
            "<ul><li><a href=x>خبر عاجل من المدينة</a>",
            "<b><i>",
            "<a><i>",
            "<a href=x>",
            "<table><tr><td>",
            "<td>نص",
            "<span>",
            "<x-a></x-b>",
            "</p>",
            "<p>x",
            "<h1>x",
            "<br>سطر",
            "&amp",
            "&",
            "<!--",
            "<!-- --",
            "<script>",
            "<script></script",
            "<title>",
            "<meta name=a content=b>",
            "<p a=\"",
            "<p class='comment'>نص",
            "=",
            "<",
            "</",
            "\0",
            "2024 ",
            "© 2024 <p>",
        ] {
            grows_no_faster(unit, |size| unit.repeat(size / unit.len()));
        }
    }

    #[test]
    fn deep_and_wide_pages_cost_steps_by_their_length() {
        let paragraph = "<p>كتب المراسل أن الأسواق فتحت أبوابها صباح أمس، وأن الأسعار لم تتغير.</p>";
        let many = |size: usize| size / paragraph.len();
        grows_no_faster("paragraphs", |size| format!("<h1>عنوان طويل لخبر قصير</h1>{}", paragraph.repeat(many(size))));
        grows_no_faster("each in its own", |size| format!("<div>{paragraph}").repeat(many(size)));
        grows_no_faster("one line", |size| "بلغ عدد المتابعين 5 ملايين متابع ثم ".repeat(size / 64));
        grows_no_faster("attributes", |size| {
            format!("<p {}>نص", (0..size / 12).map(|i| format!("a{i}=\"{i}\" ")).collect::<String>())
        });
        grows_no_faster("headlines", |size| {
            (0..size / 60).map(|i| format!("<h2><a href=/{i}>خبر رقم {i} من المدينة</a></h2>")).collect()
        });
        grows_no_faster("metadata", |size| {
            let item = "{\"@type\":\"NewsArticle\",\"author\":{\"name\":\"سعاد\"}}";
            format!("<script type=application/ld+json>[{}]</script>", vec![item; size / item.len()].join(","))
        });
    }
}
