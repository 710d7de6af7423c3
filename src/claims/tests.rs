use super::*;
use crate::page::read_text;
use crate::record::Claim;

fn read(text: &str) -> Vec<Claim> {
    find(&read_text(text.as_bytes(), &Default::default()), Options::default())
}

/// Metric, value and subject of every claim of a text.
fn claims(text: &str) -> Vec<(String, f64, String)> {
    read(text).into_iter().map(|c| (c.metric, c.value, c.subject.unwrap_or_default())).collect()
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
fn what_each_post_gets_is_a_rate_and_no_number_of_followers() {
    let third = [("rank", 3.0, "نادي الفيحاء")];
    for each in ["مع كل منشور", "في كل منشور", "على كل تغريدة", "لكل مقطع", "عن كل فيديو"]
    {
        gives(&format!("حل نادي الفيحاء ثالثا على إنستغرام بنحو 350 ألف تفاعل {each}."), &third);
    }
}

#[test]
fn what_is_counted_goes_on_behind_its_number() {
    gives(
        "يعد المطرب وليد الشامي أكثر الفنانين متابعة على المنصات الثلاث الكبرى، بنحو 12 مليون متابع.",
        &[("followers", 12e6, "المطرب وليد الشامي")],
    );
}

#[test]
fn what_is_included_is_of_the_same_owner() {
    for part in ["بما في ذلك", "منهم", "بمن فيهم"] {
        gives(
            &format!("بلغ عدد متابعي قناة عدن 12 مليون متابع، {part} 5 ملايين على فيسبوك."),
            &[("followers", 12e6, "قناة عدن"), ("followers", 5e6, "قناة عدن")],
        );
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
    gives("تصدر الهيئة صفحات توعوية لكل مدرسة.", &[]);
    gives("والهيئة تصدر نشرات كثيرة عن أداء الشركات العربية.", &[]);
    gives("تصدرت صورة الوزير صفحات الصحف صباح أمس.", &[]);
    gives("تصدرت صفحة جامعة وهران صفحات الجامعات الجزائرية.", &[("rank", 1.0, "صفحة جامعة وهران")]);
    gives("تصدر المريخ أندية السودان على تلغرام.", &[("rank", 1.0, "المريخ")]);
    gives("وتصدر حساب المكتبة حسابات المكتبات العربية.", &[("rank", 1.0, "حساب المكتبة")]);
    gives("تصدر نادي الفتوة الأندية السورية.", &[("rank", 1.0, "نادي الفتوة")]);
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

#[test]
fn an_aside_between_commas_owns_nothing() {
    gives("يأتي الهلال، أحد أهم الأندية السودانية وحامل اللقب، في المركز 24 قاريا.", &[("rank", 24.0, "الهلال")]);
    gives(
        "وجمعت الطباخة سهى، 31 عاما، المقيمة في دبي، 4 ملايين متابع على إنستغرام.",
        &[("followers", 4e6, "الطباخة سهى")],
    );
}

#[test]
fn the_next_of_a_list_leaves_the_relative_clause() {
    gives(
        "يتصدر المريخ، الذي يملك 12 مليون متابع على فيسبوك، والموردة بـ11 مليونا.",
        &[("rank", 1.0, "المريخ"), ("followers", 12e6, "المريخ"), ("followers", 11e6, "الموردة")],
    );
}

#[test]
fn a_part_is_whose_the_whole_was() {
    gives(
        "بلغ عدد مستخدمي «رحلة» 50 مليون مستخدم، من بينهم 9 ملايين من خارج البلاد.",
        &[("users", 50e6, "رحلة"), ("users", 9e6, "رحلة")],
    );
}

#[test]
fn a_participle_is_no_name() {
    gives(
        "وصارت صفحة الميناء الأولى محليا متفوقة على صفحة المطار، محققة 3 ملايين متابع.",
        &[("rank", 1.0, "صفحة الميناء"), ("followers", 3e6, "صفحة الم")],
    );
    gives("جاء الشباب ثالثا متقدما على الطائي.", &[("rank", 3.0, "الشباب")]);
}

#[test]
fn a_given_name_behind_a_title_is_a_name() {
    gives("يتابع المذيعة أمل الهادي 2.1 مليون متابع على إكس.", &[("followers", 2.1e6, "أمل الهادي")]);
    gives("ونال الدكتور جمال سعيد 40 ألف إعجاب على فيسبوك.", &[("likes", 4e4, "جمال سعيد")]);
}

#[test]
fn those_named_after_a_preposition_together_own_nothing() {
    gives(
        "حلت صفحة بلدية جرش رابعة محليا بعد عمان والزرقاء وإربد، لكنها الأولى من حيث التفاعل بـ 90 ألف تفاعل.",
        &[("rank", 4.0, "بلدية جرش"), ("rank", 1.0, "بلدية جرش"), ("interactions", 9e4, "بلدية جرش")],
    );
}

#[test]
fn the_runner_up_is_second() {
    gives("اكتفى الجيش الملكي بالوصافة.", &[("rank", 2.0, "الجيش الملكي")]);
    gives("وصعد الفتح إلى الوصافة.", &[("rank", 2.0, "الفتح")]);
}

#[test]
fn a_fronted_figure_has_its_owner_behind_the_comma() {
    gives(
        "بـ 640 ألف متابع على تيك توك، تعد صفحة «حكايات جدتي» من أنشط الصفحات.",
        &[("followers", 64e4, "حكايات جدتي")],
    );
}

#[test]
fn platforms_named_in_one_breath_are_none() {
    let article =
        read_text("لدى النادي 4 ملايين متابع عبر «فيسبوك» و«إنستغرام» و«تيك توك».".as_bytes(), &Default::default());
    let found = find(&article, Options::default());
    assert_eq!(found.first().map(|c| (c.value, c.platform.clone())), Some((4e6, None)));
}

/// Metric, value, words of the subject.
type Wanted = (&'static str, f64, &'static str);

/// `fixtures/owners.txt`: the sentences, each with the core claims that it must give.
fn owners() -> Vec<(&'static str, Vec<Wanted>)> {
    let mut items: Vec<(&str, Vec<Wanted>)> = Vec::new();
    for line in include_str!("../../fixtures/owners.txt").lines().filter(|l| !l.is_empty() && !l.starts_with('#')) {
        let mut cells = line.trim().splitn(3, ' ');
        match (line.starts_with(' '), items.last_mut()) {
            (true, Some((_, wanted))) => {
                let (metric, value) = (cells.next().unwrap(), cells.next().unwrap().parse().unwrap());
                wanted.push((metric, value, cells.next().unwrap()));
            }
            _ => items.push((line, Vec::new())),
        }
    }
    items
}

/// A subject below it is a guess.
const UNSURE: f64 = 0.75;

#[test]
fn owners_are_those_of_the_table() {
    let mut wrong = Vec::new();
    for (text, wanted) in owners() {
        let article = read_text(text.replace("\\n", "\n").as_bytes(), &Default::default());
        let all = find(&article, Options::default()).into_iter();
        let core = all.filter(|c| !["money", "percent", "people", "count"].contains(&c.metric.as_str()));
        let found: Vec<Claim> = core.collect();
        let same = |c: &Claim, w: &Wanted| {
            let said = c.subject.as_deref().unwrap_or_default();
            let owner =
                if w.2 == "-" { said.is_empty() || c.confidence < UNSURE } else { fold(said).contains(&fold(w.2)) };
            c.metric == w.0 && c.value == w.1 && owner
        };
        let all = wanted.iter().all(|w| found.iter().any(|f| same(f, w)));
        if !all || found.len() != wanted.len() {
            let found: Vec<_> = found.iter().map(|c| (&c.metric, c.value, &c.subject)).collect();
            wrong.push(format!("{text}\n    wanted {wanted:?}\n    found {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn fold(text: &str) -> String {
    crate::arabic::fold(text).replace(['«', '»', '(', ')'], "")
}

#[test]
fn what_an_account_shows_so_often_was_seen() {
    gives("ظهرت منشورات الوزارة 14 مليون مرة على فيسبوك.", &[("views", 14e6, "الوزارة")]);
    gives("جرى تشغيل الأغنية 8 ملايين مرة على أنغامي.", &[("views", 8e6, "الأغنية")]);
    gives("تم عرض الفيديو أكثر من مليوني مرة.", &[("views", 2e6, "الفيديو")]);
    gives("عُرض المقطع 5 ملايين مرة على يوتيوب.", &[("views", 5e6, "المقطع")]);
    gives("وقالت البلدية إن مقاطعها عُرضت 300 ألف مرة.", &[("views", 3e5, "البلدية")]);
    for text in [
        "ظهر اللاعب 1200 مرة على شاشات التلفزيون.",
        "ظهر اسم المدينة 12 ألف مرة على تويتر.",
        "عُرض الفيلم 3 آلاف مرة في دور السينما.",
        "تم تشغيل القطار 20 ألف مرة هذا العام.",
        "عرضت المسرحية 5000 مرة منذ افتتاحها.",
    ] {
        gives(text, &[]);
    }
}

#[test]
fn whoever_tells_a_share_does_not_have_it() {
    let own = |text: &str| claims(text).into_iter().next().map(|(metric, _, subject)| (metric, subject));
    let none = |text: &str| assert_eq!(own(text), Some(("percent".to_owned(), String::new())), "{text}");
    none("وأوضح رئيس اللجنة أن نسبة الخصم على الإصدارات الجديدة تصل إلى 30%.");
    let his = own("وقال المدير التنفيذي للشركة إن حصته من الأرباح بلغت 40%.");
    assert!(his.is_some_and(|(metric, owner)| metric == "percent" && owner.contains("المدير")));
}

#[test]
fn a_place_and_its_figure_stand_on_one_line() {
    gives("تحدثت الصفحة عن المركز\n2025 عام جديد للجميع.", &[]);
}

#[test]
fn two_places_go_to_two_names_in_order() {
    gives("احتلت صفاقس وسوسة المركزين الرابع والخامس محليا.", &[("rank", 4.0, "صفاقس"), ("rank", 5.0, "سوسة")]);
    gives(
        "وجاءت بلدية أربيل ثالثة بـ40 ألف متابع، والبصرة والموصل في المرتبتين السادسة والسابعة بنحو 20 ألف متابع، و15 ألف متابع.",
        &[
            ("rank", 3.0, "أربيل"),
            ("followers", 4e4, "أربيل"),
            ("rank", 6.0, "البصرة"),
            ("rank", 7.0, "الموصل"),
            ("followers", 2e4, "البصرة"),
            ("followers", 1.5e4, "الموصل"),
        ],
    );
}

#[test]
fn a_fronted_place_is_of_whoever_follows() {
    gives(
        "وحل الرائد ثالثا بـ30 ألف متابع، وفي المركز الرابع بالترتيب جاء ضمك بـ12 ألف متابع.",
        &[("rank", 3.0, "الرائد"), ("followers", 3e4, "الرائد"), ("rank", 4.0, "ضمك"), ("followers", 1.2e4, "ضمك")],
    );
    gives("ومن بين عشرات البلديات السورية، تصدرت بلدية السويداء القائمة.", &[("rank", 1.0, "بلدية السويداء")]);
    gives("وتصدر القائمة، متحف تدمر، بـ9 آلاف متابع.", &[("rank", 1.0, "متحف تدمر"), ("followers", 9e3, "متحف تدمر")]);
}

#[test]
fn counted_times_are_no_places() {
    for time in ["الأشهر السبعة الأولى من العام الحالي", "الأيام العشرة الأولى من الشهر", "الساعات الأربع والعشرين الأولى"]
    {
        gives(&format!("نالت القناة خلال {time} مليون مشاهدة."), &[("views", 1e6, "القناة")]);
    }
    gives("الجامعات الخمس الأولى في القائمة كلها في الشرق.", &[]);
    gives("تقدمت جامعة مؤتة في القائمة (إذ كانت في المرتبة الثامنة العام الماضي).", &[]);
}

#[test]
fn no_unit_is_taken_from_the_next_cell() {
    gives("زار الفريقان المدينة أمس.\n1\tريال مدريد\n2\tدينار بوك\n", &[]);
}

#[test]
fn houses_and_titles_end_a_name() {
    gives("ويتابع الشيخ سعود بن حمد آل نهيان 40 ألف شخص.", &[("followers", 4e4, "سعود بن حمد آل نهيان")]);
    let text = "حصد حساب الشيخ سعود بن حمد آل نهيان حاكم الإقليم 40 ألف متابع.";
    assert!(claims(text)[0].2.ends_with("آل نهيان"), "{:?}", claims(text));
    gives("ونال الحزم المغربي أحد أكبر الأندية 5 آلاف متابع.", &[("followers", 5e3, "الحزم المغربي")]);
    gives("وتابعت ليلى كمال التي يتابعها 40 ألفا الحفل.", &[("followers", 4e4, "ليلى كمال")]);
}

#[test]
fn whoever_does_the_deed_of_a_level_has_it() {
    gives("سمر ناصر تحتفل بتجاوز أغنية «المرسى» المليون مشاهدة.", &[("views", 1e6, "المرسى")]);
    gives("أكدت الشركة أن المنشد هو أول منشد عراقي يتخطى 5 ملايين مشاهدة.", &[("views", 5e6, "المنشد")]);
}

#[test]
fn a_number_that_rises_by_a_figure_is_no_level() {
    gives("ارتفع عدد المشتركين في خدمات البريد خلال الشهور الستة الأولى نحو 7 آلاف مشترك.", &[]);
    gives("وزاد عدد مشتركي القناة في مصر خلال تسعة أشهر بواقع 11 ألف مشترك.", &[]);
    gives("ارتفع عدد المشتركين في خدمات البريد إلى 7 آلاف مشترك.", &[("subscribers", 7e3, "البريد")]);
    gives("بلغت الاشتراكات 34 اشتراكا لكل 100 نسمة.", &[]);
}

#[test]
fn what_stands_behind_a_quoted_name_begins_anew() {
    gives(
        "وتصدر فيلم «المنارة» شباك التذاكر محققا 615 ألف جنيه.",
        &[("rank", 1.0, "فيلم «المنارة»"), ("money", 6.15e5, "فيلم «المنارة»")],
    );
    gives("حصدت قناة «الساحل» الإخبارية 40 ألف مشترك.", &[("subscribers", 4e4, "قناة «الساحل» الإخبارية")]);
}

#[test]
fn time_spent_is_nobody() {
    gives(
        "في المقدمة، واصل فيلم «المنارة» صدارته بعد 5 أسابيع عرض، محققا أمس 500 ألف جنيه.",
        &[("rank", 1.0, "فيلم «المنارة»"), ("rank", 1.0, "فيلم «المنارة»"), ("money", 5e5, "فيلم «المنارة»")],
    );
    gives("حقق فيلم «المنارة» بعد أسبوعين من العرض 3 ملايين جنيه.", &[("money", 3e6, "فيلم «المنارة»")]);
}

#[test]
fn the_list_that_somebody_tops_is_no_owner() {
    gives(
        "تصدر قائمة الإيرادات في مصر «المنارة»، وحصد 18 ألف متابع.",
        &[("rank", 1.0, "المنارة"), ("followers", 1.8e4, "المنارة")],
    );
    gives("شهدت الدور منافسة بين الأفلام المتصدرة لشباك التذاكر.", &[]);
    gives("تنافست الشركات المتصدرة للسوق على العقد.", &[]);
    gives("حصدت الصفحة المتصدرة للقائمة مليون متابع.", &[("rank", 1.0, "الصفحة"), ("followers", 1e6, "الصفحة")]);
}

#[test]
fn a_title_without_what_it_governs_is_a_family_name() {
    gives(
        "وحل محمود سالم أمير ثالثا بـ40 ألف متابع.",
        &[("rank", 3.0, "محمود سالم أمير"), ("followers", 4e4, "محمود سالم أمير")],
    );
    let text = "وحصد حساب لاعب الفيحاء والمنتخب العماني محمد الغافري 70 ألف متابع.";
    assert!(claims(text)[0].2.ends_with("محمد الغافري"), "{:?}", claims(text));
    gives("وتفوق الحساب على مشاهير مثل تايلور بينيت (81 ألف متابع).", &[("followers", 8.1e4, "تايلور بينيت")]);
}

#[test]
fn the_place_is_of_whoever_took_it() {
    gives(
        "وخطف الفنان المركز الأول من «أمواج»، التي يتابعها 17 ألفا.",
        &[("rank", 1.0, "الفنان"), ("followers", 1.7e4, "أمواج")],
    );
    gives(
        "وحل سالم ثانيا، ولحقه في المركز الثالث الممثل «جابر نور».",
        &[("rank", 2.0, "سالم"), ("rank", 3.0, "الممثل «جابر نور»")],
    );
    gives("تفوقت بثينة في هذا الجانب على رباب لتحتل الصدارة.", &[("rank", 1.0, "بثينة")]);
}

#[test]
fn the_size_of_a_change_is_no_level() {
    gives("883 ألفا زيادة في اشتراكات «المحمول» خلال 6 أشهر.", &[]);
    gives("تراجعت اشتراكات الإنترنت خلال شهر فقط 5665 اشتراكا.", &[]);
    gives("سجلت اشتراكات الإنترنت زيادة خلال 8 شهور بلغت 25 ألف اشتراك.", &[]);
    gives("حقق عدد الاشتراكات ارتفاعا كبيرا، إذ بلغ 83 ألف اشتراك، ليصل إلى مليون اشتراك.", &[("subscribers", 1e6, "")]);
    gives("حققت القناة زيادة كبيرة وبلغ عدد مشتركيها 25 ألف مشترك.", &[("subscribers", 2.5e4, "القناة")]);
}

#[test]
fn a_colour_by_itself_is_no_platform() {
    let text = "تجاوز فيلم «الفيل الأزرق» منافسه. وحل فيلم «المنارة» ثالثا.";
    assert!(read(text).iter().all(|c| c.platform.is_none()), "{:?}", read(text));
    let text = "بلغ عدد متابعي الصفحة على الموقع الأزرق 40 ألفا.";
    assert_eq!(read(text)[0].platform.as_deref(), Some("facebook"));
}

#[test]
fn whoever_has_a_place_or_a_deed_is_its_owner() {
    gives("وارتفع ترتيب جامعة الكوفة إلى المرتبة الثالثة.", &[("rank", 3.0, "جامعة الكوفة")]);
    assert_eq!(claims("وارتفع ترتيب جامعة الكوفة إلى المرتبة الثالثة.")[0].2, "جامعة الكوفة");
    gives(
        "أما المركز الثاني، فعاد إلى نادي الشباب بـ40 ألف متابع.",
        &[("rank", 2.0, "نادي الشباب"), ("followers", 4e4, "نادي الشباب")],
    );
    gives(
        "انفرد نادي الشباب بصدارة أندية العالم الأكثر متابعة بـ40 ألف متابع.",
        &[("rank", 1.0, "نادي الشباب"), ("followers", 4e4, "نادي الشباب")],
    );
    gives(
        "يواصل نادي الشباب، عملاق الكرة العمانية، تعزيز مكانته، محققا المركز الثامن.",
        &[("rank", 8.0, "نادي الشباب")],
    );
}

#[test]
fn places_that_were_left_and_lists_are_no_places() {
    gives(
        "تراجعت جامعة الكوفة إلى المركز الخامس، بعد أن احتلت المركز الأول أربع سنوات.",
        &[("rank", 5.0, "جامعة الكوفة")],
    );
    gives("احتلت دول المنطقة المراتب الأولى في القراءة.", &[]);
    gives("وفقا للتصنيف الذي تصدره مجلة «ميزان»، حلت جامعة الكوفة ثانية.", &[("rank", 2.0, "جامعة الكوفة")]);
    gives("قائمة أكثر 10 أندية آسيوية متابعة:\n1- الشباب (عمان): 57 ألف متابع.", &[("followers", 5.7e4, "الشباب")]);
    gives("أربعة من 10 أشخاص لديهم حساب.", &[]);
}

#[test]
fn what_is_owned_in_the_accusative_owns_nothing() {
    gives("يملك كثيرون حسابا في فيسبوك، وفي ليبيا يوجد قرابة مليوني مستخدم لتويتر.", &[("users", 2e6, "ليبيا")]);
    gives(
        "بداية القائمة هي الجامعة الهاشمية، أكبر وأقدم جامعة في البلاد، حيث تضم 37 ألف طالب.",
        &[("people", 3.7e4, "الجامعة الهاشمية")],
    );
    gives(
        "بلغت الصفحة المرتبة الأولى في الشرق الأوسط وشمال أفريقيا بعدد متابعين بلغ 6 آلاف.",
        &[("rank", 1.0, "الصفحة"), ("followers", 6e3, "الصفحة")],
    );
    gives("تجاوز عدد مستخدمي وسائل التواصل الاجتماعي ثلاثة مليارات.", &[("users", 3e9, "")]);
}

#[test]
fn whoever_takes_part_or_may_vote_shares_nothing() {
    gives("بلغ عدد الناخبين 20 ألفا، وشارك 7 آلاف ناخب في الجولة الثانية.", &[("people", 2e4, ""), ("people", 7e3, "")]);
    assert!(
        claims("بلغ من لهم حق التصويت في الدائرة 12636 مواطنا، وفق اللجنة المشرفة على الانتخابات.")
            .iter()
            .all(|c| c.0 != "votes")
    );
    gives("شارك المنشور 5 آلاف مستخدم على فيسبوك.", &[("shares", 5e3, "المنشور")]);
}

#[test]
fn votes_go_to_whom_they_were_given() {
    gives(
        "أسفرت المؤشرات عن تقدم المرشح سامي نوفل من حزب «الضياء» بعدد 12835 صوتا، ليحل في المركز الأول.",
        &[("votes", 12835.0, "المرشح سامي نوفل"), ("rank", 1.0, "المرشح سامي نوفل")],
    );
    gives("حصل حزب الضياء على 10 آلاف، و419 صوتا من أصوات المقيمين في الخارج.", &[("votes", 10419.0, "حزب الضياء")]);
    gives(
        "حصل الحزب على 298 صوتا في الخارج، وفي المركز الثالث حل حزب الضياء.",
        &[("votes", 298.0, "الحزب"), ("rank", 3.0, "حزب الضياء")],
    );
    gives(
        "وجاءت أعلى أصوات الناخبين لكل من سامي نوفل بعدد 12835 صوتا، يليه عطا سليم بـ6547 صوتا.",
        &[("votes", 12835.0, "سامي نوفل"), ("votes", 6547.0, "عطا سليم")],
    );
}

#[test]
fn a_margin_that_reaches_so_far_is_no_level() {
    gives("حل الداعية ثانيا بفارق كبير يصل إلى 500 ألف متابع عن الإعلامي.", &[("rank", 2.0, "الداعية")]);
    gives("سجل الحساب نموا وبلغ عدد متابعيه 500 ألف متابع.", &[("followers", 5e5, "الحساب")]);
}

#[test]
fn those_who_follow_somebody_are_followers() {
    gives(
        "المرتبة التاسعة: سلمى حداد\nيتبعها 17 مليون شخص.",
        &[("rank", 9.0, "سلمى حداد"), ("followers", 1.7e7, "سلمى حداد")],
    );
    gives(
        "حصد المقطع 5 آلاف مشاهدة، يتبعه مقطع الوزير بـ3 آلاف.",
        &[("views", 5e3, "المقطع"), ("views", 3e3, "مقطع الوزير")],
    );
}

#[test]
fn awards_brackets_and_loose_rates() {
    gives("تسلمت القناة درع المليون مشترك من يوتيوب.", &[]);
    gives("حسم اللاعب دروع الـ100 ألف والمليون والـ10 ملايين مشترك في يوم واحد.", &[]);
    gives("وصل حساب الهيئة إلى (6) ملايين متابع على تويتر.", &[("followers", 6e6, "حساب الهيئة")]);
    gives("حل الحساب في المرتبة الأولى في (4) مؤشرات ضمن التقرير.", &[("rank", 1.0, "الحساب")]);
    gives("وصل معدل التفاعل على صفحة الهيئة إلى 24 مليون تفاعل.", &[("interactions", 2.4e7, "صفحة الهيئة")]);
    gives("وصل معدل التفاعل اليومي على صفحة الهيئة إلى 24 ألف تفاعل.", &[]);
    gives("هز الكلب رأسها في مقطع شاهده مليون شخص.", &[("views", 1e6, "مقطع")]);
    gives("زار 100 ألف زائر المعرض مرتين و35 ألفا 3 مرات.", &[("people", 1e5, "المعرض"), ("people", 3.5e4, "المعرض")]);
}

#[test]
fn whom_somebody_follows_does_not_follow_him() {
    gives("يتبين أن المطرب يتابع فقط 17 شخصا على حسابه.", &[]);
    gives("المطرب يتابع 17 شخصا على إنستغرام.", &[]);
    gives("المطرب يتابعه 17 مليون شخص على إنستغرام.", &[("followers", 1.7e7, "المطرب")]);
}

#[test]
fn rows_with_owners_behind_their_figures_stay_so() {
    gives(
        "أحصى المركز 1.9 مليون مستخدم لـ«تويتر»، و1.4 مليون مستخدم لشبكة «لينكدإن»، و16 مليون مستخدم على تطبيق «سناب شات».",
        &[("users", 1.9e6, "تويتر"), ("users", 1.4e6, "لينكدإن"), ("users", 1.6e7, "سناب شات")],
    );
    gives(
        "حاز الاستفتاء على إعادة تغريد أكثر من 22 ألفا، وتفضيل أكثر من 14 ألفا.",
        &[("shares", 2.2e4, "الاستفتاء"), ("likes", 1.4e4, "الاستفتاء")],
    );
}

#[test]
fn what_is_counted_somewhere_has_its_adjectives() {
    gives("بلغ عدد المستخدمين النشطين في العراق 30 مليون مستخدم.", &[("users", 3e7, "العراق")]);
    gives("بلغ عدد المشتركين الجدد في القناة 30 ألف مشترك.", &[]);
}

#[test]
fn a_line_that_ends_in_a_comma_goes_on() {
    gives(
        "حل العراق في المرتبة 32 عالميا،\nفيما جاء بالمرتبة الثالثة عربيا بعد مصر.",
        &[("rank", 32.0, "العراق"), ("rank", 3.0, "العراق")],
    );
}

#[test]
fn whose_a_channel_is_belongs_to_its_name() {
    gives(
        "وتأتي بعدها القناة الخاصة بالمغني سامي نوفل التي وصلت إلى 837 ألف مشترك، ثم القناة الخاصة بعدنان قيس بـ429 ألف مشترك.",
        &[("subscribers", 8.37e5, "سامي نوفل"), ("subscribers", 4.29e5, "عدنان قيس")],
    );
    gives("حصلت قناة المحترف لصاحبها سامي نوفل على مليون مشترك.", &[("subscribers", 1e6, "قناة المحترف")]);
    gives(
        "تضم القائمة مدينة الفيوم وبها 666 ألف متابع، ثم طنجة وبها 623 ألفا.",
        &[("followers", 6.66e5, "مدينة الفيوم"), ("followers", 6.23e5, "طنجة")],
    );
    gives("تمت مشاهدة فيديو «الريح» ما يقرب من نصف مليار مرة.", &[("views", 5e8, "فيديو «الريح»")]);
    gives("هذا الفيديو تمت مشاركته بين المتابعين ما يزيد على 22 مليون مرة.", &[("shares", 2.2e7, "الفيديو")]);
    gives("ارتفع عدد زوار المعرض إلى 771.4 ألف زائر.", &[("people", 771_400.0, "المعرض")]);
}

#[test]
fn what_somebody_is_ends_his_name() {
    let text = "وبلغ عدد متابعي سامي نوفل الأمين العام للاتحاد 11 ألف متابع.";
    assert_eq!(claims(text)[0].2, "سامي نوفل");
    gives("“مستر بيبو” أول عربي يتجاوز 30 مليون متابع.", &[("followers", 3e7, "مستر بيبو")]);
    assert_eq!(claims("“مستر بيبو” أول عربي يتجاوز 30 مليون متابع.")[0].2, "مستر بيبو");
    gives("يشغل الشيخ سعود نائب رئيس الدولة، حاكم الإقليم، المرتبة 747 في القائمة.", &[("rank", 747.0, "الشيخ سعود")]);
    gives("جاء بعده أحمد الشهري صاحب «الخواطر»، الذي يحتل المركز الثالث عربيا.", &[("rank", 3.0, "أحمد الشهري")]);
    gives(
        "ويبلغ ترتيبه العالمي 747، والعاشر عربيا، وفق تقرير عن الشيخ سعود.",
        &[("rank", 747.0, "الشيخ سعود"), ("rank", 10.0, "الشيخ سعود")],
    );
    gives("وحافظت الجامعة على مرتبتها العربية الثالثة.", &[("rank", 3.0, "الجامعة")]);
    gives("افتتح المركز العالمي الثالث لعلاج الأورام.", &[]);
}

#[test]
fn what_is_lost_is_a_change_and_what_it_is_joined_to() {
    for text in [
        "فقد السوق نحو 21 ألف مشترك خلال مايو.",
        "لتفقد الشبكة خلال شهرين 140 ألف مشترك، ونحو 180 ألف مشترك منذ بدء الحملة.",
        "وخسرت القناة خلال أسبوعين 12 ألف متابع.",
        "ارتفع عدد الخطوط لكل 100 نسمة من 211.5 اشتراكا إلى 219.7 اشتراكا.",
    ] {
        gives(text, &[]);
    }
    gives("لقد كسبت الصفحة 9 آلاف متابع، فبلغت 51 ألف متابع.", &[("followers", 5.1e4, "الصفحة")]);
}

#[test]
fn whom_somebody_follows_are_not_followers() {
    gives("والمغنية لا تتابع إلا 38 شخصا على إنستغرام.", &[]);
    gives("اللاعب يتابع سوى 12 حسابا فقط.", &[]);
}

#[test]
fn titles_of_songs_make_no_condition() {
    gives(
        "حقق كليب \"لو كان بإيدي\" لسلوى ناصر وماجد الغريب أكثر من 14 مليون مشاهدة.",
        &[("views", 1.4e7, "كليب \"لو كان بإيدي\" لسلوى ناصر")],
    );
    gives("حصدت أغنية “لن أعود” 3 ملايين مشاهدة على يوتيوب.", &[("views", 3e6, "أغنية “لن أعود”")]);
    // A mark that closes opens no title.
    gives("قال موقع \"أخبار القناة\" إنه لم يحصد \"المقطع\" مليون مشاهدة.", &[]);
}

#[test]
fn names_end_before_what_somebody_has() {
    assert_eq!(claims("تليها النجمة هدى سليم ذات (34 عاما) بواقع 4 ملايين متابع.")[0].2, "النجمة هدى سليم");
    assert_eq!(
        claims("يتابع هيئة الاتصالات وتقنية المعلومات على إكس 3 ملايين متابع.")[0].2,
        "هيئة الاتصالات وتقنية المعلومات"
    );
}

#[test]
fn who_heads_or_ends_a_list_stands_behind_it() {
    gives("وتذيلت القائمة البحرين بمليوني مشترك.", &[("subscribers", 2e6, "البحرين")]);
    gives("وتذيل القائمة الأهلي بـ200 ألف متابع.", &[("followers", 2e5, "الأهلي")]);
    gives("تصدرت القائمة الكويت.", &[("rank", 1.0, "الكويت")]);
    gives(
        "احتلت تونس المرتبة الثانية في الترتيب الذي أعدته الشبكة بعدد مشتركين بلغ 9 ملايين مشترك.",
        &[("rank", 2.0, "تونس"), ("subscribers", 9e6, "تونس")],
    );
    gives("حلت جامعتان من الجنوب بين المراكز الثالث الأولى.", &[]);
}

#[test]
fn a_second_relative_clause_is_about_the_noun_of_the_first() {
    gives(
        "تقدم الفيديو على المقطع الذي ظهر فيه الممثل سليم والذي تمت مشاهدته 83 مليون مرة.",
        &[("views", 8.3e7, "المقطع")],
    );
}

#[test]
fn a_rank_among_so_many_has_its_scope_behind_them() {
    let article =
        read_text("حلت جامعة النهر في المرتبة 41 من 150 على مستوى الجامعات الحديثة.".as_bytes(), &Default::default());
    let all = find(&article, Options::default());
    assert_eq!(all[0].scope.as_deref(), Some("على مستوى الجامعات الحديثة"));
}

#[test]
fn where_they_follow_has_no_followers() {
    gives("ويتابع قناة الوزير الرسمية على المنصة 11 ألف مشترك.", &[("subscribers", 1.1e4, "قناة الوزير")]);
    gives("أصبحت القناة أكثر القنوات مشاهدة في المغرب بـ3 ملايين مشترك.", &[("subscribers", 3e6, "القناة")]);
}

#[test]
fn what_somebody_is_to_another_is_no_name() {
    let owner = |text: &str| claims(text)[0].2.clone();
    assert_eq!(owner("ويليه في القائمة غريمه التقليدي الرجاء بـ4 ملايين متابع."), "الرجاء");
    assert_eq!(owner("وجاءت زميلتها هدى سليم في المركز الثالث."), "هدى سليم");
    assert_eq!(owner("وبلغ عدد متابعي صفحته 4 ملايين متابع، كما قال الفنان سامي."), "صفحته");
}

#[test]
fn names_end_where_nothing_goes_on() {
    let owner = |text: &str| claims(text)[0].2.clone();
    assert_eq!(owner("وأشارت إلى أن الهند تغتبر الأولى حيث يصل عدد المستخدمين فيها إلى 251 مليون شخص."), "الهند");
    assert_eq!(owner("أطلق ناشطون وسم «بلادي» الذي حصد 13 ألف تغريدة."), "وسم «بلادي»");
    assert_eq!(owner("انفرد ريال سوسيداد بالمركز الأول بصدارة أندية العالم الأكثر متابعة."), "ريال سوسيداد");
    gives("وعدد التغريدات والحمد لله بلغ 58 ألف تغريدة.", &[("posts", 5.8e4, "")]);
}

#[test]
fn margins_and_what_was_then_are_no_levels() {
    gives("وتقدم المذيع وبفارق كبير يصل إلى 500 ألف متابع عن زميله.", &[]);
    gives("وكان عدد المستخدمين قد بلغ وقتها 115 مليون مستخدم.", &[]);
}

#[test]
fn the_next_line_names_somebody_else() {
    let text = "تتابعها الآلاف\n\nيتبعها 17 مليون شخص.\n\nالمرتبة التاسعة: المغنية هدى\n\nتتمتع بـ19 مليون متابع.";
    let first = claims(text).into_iter().find(|c| c.1 == 1.7e7);
    assert!(first.is_none_or(|c| c.2.is_empty()));
}

#[test]
fn lists_of_figures_belong_to_whom_their_lead_names() {
    gives(
        "نشر المركز أرقام الصفحة الرسمية لوزارة النقل:\n\n1,204,500 متابع للصفحة.\n\n780 منشورا خلال شهرين.",
        &[("followers", 1_204_500.0, "وزارة النقل"), ("posts", 780.0, "وزارة النقل")],
    );
}

#[test]
fn further_titles_and_purposes_own_nothing() {
    gives(
        "تخطى مقطع فيديو سامي نوفل قائد المنتخب ونجم الاتحاد لدعم غزة حاجز 65 مليون مشاهدة.",
        &[("views", 6.5e7, "مقطع فيديو")],
    );
    gives("وفازت القائمة الحزبية لحركة النور بـ3 مقاعد (157 صوتا).", &[("votes", 157.0, "حركة النور")]);
    gives("يحتل تطبيق مشاركة الصور المرتبة الرابعة.", &[("rank", 4.0, "تطبيق مشاركة الصور")]);
    gives("مؤكدا أن هذا الإنجاز يمثل ثاني أعلى معدل تفاعل، بعد صفحة الرئاسة.", &[]);
    gives(
        "وأنهى كل من «نور» و«ضياء» الموسم بـ31 مليون مشاهدة و27 مليون مشاهدة تباعا.",
        &[("views", 3.1e7, "نور"), ("views", 2.7e7, "ضياء")],
    );
}

#[test]
fn names_are_no_likes_and_fellows_no_citizens() {
    gives(
        "نالت المرشحة هدى سليم 17,995 صوتا، بينما اكتفى بشير النور بـ4,310.",
        &[("votes", 17_995.0, "هدى سليم"), ("votes", 4_310.0, "بشير النور")],
    );
    gives(
        "تصدرت الطبيبة هدى القائمة بـ4.5 مليون مشترك، ويأتي وراءها مواطنها الدكتور سامي نوفل بثلاثة ملايين.",
        &[("rank", 1.0, "هدى"), ("subscribers", 4.5e6, "هدى"), ("subscribers", 3e6, "سامي نوفل")],
    );
    gives("أحصى مركز الرصد 48 ألف تغريدة على وسم «#المدينة».", &[("posts", 4.8e4, "وسم «#المدينة»")]);
    gives(
        "ارتقى نادي البحر ليستقر في المركز 61، وظل الميناء في المركز 38.",
        &[("rank", 61.0, "نادي البحر"), ("rank", 38.0, "الميناء")],
    );
    gives(
        "حلت الإمارات والبحرين في المركزين 22 و31 على الترتيب.",
        &[("rank", 22.0, "الإمارات"), ("rank", 31.0, "البحرين")],
    );
    gives(
        "أنهت الصحيفة عامها وفي رصيدها 1.2 مليون مشترك، متخلفة بنحو 90 ألفا عن منافستها.",
        &[("subscribers", 1.2e6, "الصحيفة")],
    );
}

#[test]
fn what_somebody_runs_is_whose_it_is() {
    gives(
        "أعلنت هيئة النقل أن تطبيقها الجديد بلغ 400 ألف تحميل، وأن موقعها الإلكتروني سجل 2.1 مليون زيارة.",
        &[("downloads", 4e5, "هيئة النقل"), ("visits", 2.1e6, "هيئة النقل")],
    );
    gives("أطلقت الشركة تطبيقها «درب» الذي بلغ 400 ألف تحميل.", &[("downloads", 4e5, "درب")]);
    gives(
        "نشرت وزارة الثقافة المغربية حصيلتها. وتضم صفحة الوزارة على فيسبوك 310 آلاف متابع.",
        &[("followers", 3.1e5, "وزارة الثقافة")],
    );
    gives(
        "أحيا المطرب سامر الحلبي حفلا في صيدا. ويتابع قناة المطرب على يوتيوب مليونا مشترك.",
        &[("subscribers", 2e6, "سامر الحلبي")],
    );
    gives(
        "أكد عميد كلية الطب بسطيف الدكتور نذير قاسمي أن الكلية حلت خامسة إفريقيا، وأن كليته تقدمت.",
        &[("rank", 5.0, "كلية الطب")],
    );
}

#[test]
fn a_platform_is_meant_by_what_it_is() {
    gives(
        "قال متحدث باسم لينكد إن إن عدد أعضاء الشبكة المهنية في المنطقة تجاوز 60 مليون عضو.",
        &[("members", 6e7, "لينكد إن")],
    );
    gives(
        "تأتي البرازيل في صدارة الدول الأكثر استخداما لواتساب بنحو 120 مليون مستخدم.",
        &[("rank", 1.0, "البرازيل"), ("users", 1.2e8, "البرازيل")],
    );
    gives(
        "نال كليب «ليل المدينة» للمطربة سارة منصور 9 ملايين مشاهدة. كما حصد 80 ألف إعجاب على المنصة نفسها.",
        &[("views", 9e6, "ليل المدينة"), ("likes", 8e4, "ليل المدينة")],
    );
}

#[test]
fn a_name_stands_in_round_brackets_too() {
    gives("وصل عدد مشتركي شبكة (جوال تك) إلى 3.2 مليون مشترك.", &[("subscribers", 3.2e6, "جوال تك")]);
    gives("حصد فيلم (ليلة القبض) 4 ملايين مشاهدة على يوتيوب.", &[("views", 4e6, "ليلة القبض")]);
    gives("تضم صفحة (فيسبوك) التابعة للنادي 90 ألف متابع.", &[("followers", 9e4, "")]);
}

#[test]
fn a_work_is_called_by_its_title_and_by_what_it_is() {
    gives(
        "طرح الفنان وليد شاهين أغنيته الجديدة «نسيم» على يوتيوب. وحقق الكليب 3 ملايين مشاهدة، وتصدرت الأغنية قوائم المنصة.",
        &[("views", 3e6, "نسيم"), ("rank", 1.0, "نسيم")],
    );
    gives(
        "نشرت الصفحة 900 منشور خلال مايو، بلغت مشاهداتها 12 مليون مشاهدة.",
        &[("posts", 900.0, "الصفحة"), ("views", 1.2e7, "الصفحة")],
    );
    gives(
        "وحصد مقطع صوره الطبيب نادر حسان في عيادته، وروى فيه ما جرى، 52 ألف إعجاب و4 آلاف تعليق.",
        &[("likes", 5.2e4, "مقطع"), ("comments", 4e3, "مقطع")],
    );
}

#[test]
fn figures_in_a_row_go_to_names_in_a_row() {
    gives(
        "يملك الرجاء المغربي ونادي الزمالك والنجم الساحلي 2,9 و2,1 و1,4 مليون متابع على التوالي.",
        &[("followers", 2.9e6, "الرجاء"), ("followers", 2.1e6, "الزمالك"), ("followers", 1.4e6, "النجم")],
    );
    gives(
        "ويتابع حسابات قرطاج وتيمقاد وجرش على إكس 310 و240 و190 ألف مستخدم على الترتيب.",
        &[("followers", 3.1e5, "قرطاج"), ("followers", 2.4e5, "تيمقاد"), ("followers", 1.9e5, "جرش")],
    );
    gives(
        "تفوق نادي الكرخ على جاره النفط في عدد المتابعين (1.7 مليون مقابل 900 ألف).",
        &[("followers", 1.7e6, "الكرخ"), ("followers", 9e5, "النفط")],
    );
}

#[test]
fn an_average_a_condition_and_a_wish_give_no_level() {
    gives("تنال منشورات الحزب في المتوسط 700 إعجاب و90 تعليقا.", &[]);
    gives("تحصد الصفحة 500 إعجاب و30 تعليقا لكل منشور.", &[]);
    gives("وتحظى كل تغريدة للوزير بألفي إعجاب.", &[]);
    gives("تطمح الجمعية إلى كسب مليون متابع، وإيصال الوسم إلى 300 ألف منشور.", &[]);
    gives("تشترط المسابقة ألا يقل عدد المتابعين عن 20 ألفا، وأن يحقق المقطع 40 ألف مشاهدة.", &[]);
    gives(
        "تشترط النقابة ألا يقل عدد المتابعين عن 20 ألفا، مع أن صفحة النقابة يتابعها 6 آلاف شخص.",
        &[("followers", 6e3, "النقابة")],
    );
}
