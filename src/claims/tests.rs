use super::*;
use crate::page::read_text;

/// Metric, value and subject of every claim of a text.
fn claims(text: &str) -> Vec<(String, f64, String)> {
    let article = read_text(text.as_bytes(), &Default::default());
    let found = find(&article, Options::default()).into_iter();
    found.map(|c| (c.metric, c.value, c.subject.unwrap_or_default())).collect()
}

#[track_caller]
fn gives(text: &str, wanted: &[(&str, f64, &str)]) {
    let found = claims(text);
    let same = |(f, w): (&(String, f64, String), &(&str, f64, &str))| f.0 == w.0 && f.1 == w.1 && f.2.contains(w.2);
    assert!(found.len() == wanted.len() && found.iter().zip(wanted).all(same), "{text}\n{found:?}");
}

#[test]
fn the_owner_stands_behind_the_metric_noun() {
    gives("بلغ عدد متابعي صفحة بلدية صفاقس على فيسبوك 84 ألف متابع.", &[("followers", 84e3, "بلدية صفاقس")]);
    gives("وصل المشتركون بقناة نزوى على يوتيوب إلى 15 ألفا.", &[("subscribers", 15e3, "قناة نزوى")]);
}

#[test]
fn a_relative_clause_is_about_its_antecedent() {
    gives("المطربة التي تتابعها 3 ملايين معجبة على إنستغرام تزور عمّان.", &[("followers", 3e6, "المطربة")]);
    gives("نشرت صحيفة «المدى»، التي يتابعها 3 ملايين شخص على إكس، الخبر.", &[("followers", 3e6, "المدى")]);
}

#[test]
fn a_list_without_verbs_passes_from_owner_to_owner() {
    gives(
        "تصدر الوحدات القائمة بـ2 مليون متابع، ثم الفيصلي بـ1.5 مليون، فالحسين بـ300 ألف.",
        &[
            ("rank", 1.0, "الوحدات"),
            ("followers", 2e6, "الوحدات"),
            ("followers", 1.5e6, "الفيصلي"),
            ("followers", 3e5, "الحسين"),
        ],
    );
}

#[test]
fn a_place_may_stand_before_its_owner() {
    gives("وفي المركز الثالث صفحة ميناء بنغازي.", &[("rank", 3.0, "ميناء بنغازي")]);
    gives("حلت جامعة الجزائر خامسة مغاربيا.", &[("rank", 5.0, "جامعة الجزائر")]);
}

#[test]
fn changes_targets_denials_and_rates_are_no_levels() {
    for text in [
        "خسرت صفحة النادي 12 ألف متابع خلال شهر.",
        "تسعى القناة إلى بلوغ 5 ملايين مشترك.",
        "نفت الوزارة أن يكون لديها 3 ملايين متابع.",
        "لم يصل عدد متابعي الصفحة إلى 100 ألف متابع.",
        "تقدم المنتخب ثلاثة مراكز.",
    ] {
        gives(text, &[]);
    }
}

#[test]
fn an_offer_is_no_level() {
    let found = claims("احصل على 10 آلاف متابع مقابل 50 ريالا.");
    assert!(found.iter().all(|c| c.0 == "money"), "{found:?}");
}

#[test]
fn issuing_is_not_leading() {
    gives("تصدر الهيئة تقريرها السنوي عن 4 محافظات.", &[]);
    gives("تتصدر قناة عدن ترتيب القنوات المحلية.", &[("rank", 1.0, "قناة عدن")]);
}

#[test]
fn respectively_pairs_in_order() {
    gives(
        "حصدت صفحتا الري والزراعة 2 و3 ملايين تفاعل على التوالي.",
        &[("interactions", 2e6, "الري"), ("interactions", 3e6, "الزراعة")],
    );
}

#[test]
fn a_table_gives_its_rows() {
    let text = "النادي | المتابعون\nالمريخ | 810,000\nالهلال | 905,000";
    gives(text, &[("followers", 810_000.0, "المريخ"), ("followers", 905_000.0, "الهلال")]);
}

#[test]
fn a_users_metric_is_read_like_any_other() {
    let words =
        ClaimWords::built_in().with_user_rows("mine.tsv", "metric\trole\tterm\tpattern\nlistens\tnoun\tإنصات\tevent\n");
    let article = read_text("حقق بودكاست فنجان 3 ملايين إنصات.".as_bytes(), &Default::default());
    let found = find_with(&article, Options::default(), &words.unwrap());
    assert_eq!(found.first().map(|c| (c.metric.as_str(), c.value)), Some(("listens", 3e6)));
}

#[test]
fn every_figure_is_explained() {
    let article = read_text("بلغ عدد متابعي الصفحة 5 آلاف متابع في 3 أيام.".as_bytes(), &Default::default());
    let all = explain(&article, Options::default(), ClaimWords::built_in());
    assert_eq!(all.len(), 2, "{all:?}");
    assert!(all[0].verdict.starts_with("followers by its counted noun") && all[1].verdict.starts_with("no claim"));
}
