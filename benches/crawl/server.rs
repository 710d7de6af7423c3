//! A web server for measuring crawlers: Arabic news pages of its own making on every 127.0.0.x, answered from memory.
//!
//! `crawl_server PAGES HOSTS SIZE DELAY URLS`: PAGES addresses over HOSTS hosts, pages of SIZE bytes, each answer held back for DELAY milliseconds. Writes the
//! addresses to the file URLS, one a line, and serves until it is killed. A page is one of at most 500 bodies with its number put in, so that a
//! hundred thousand of them cost no more memory than a few hundred.

#![allow(clippy::unwrap_used, clippy::print_stdout, missing_docs)]

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::sync::Arc;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Most different bodies.
const BODIES: usize = 500;
/// Where a page's number goes; the numbers are as wide, so that all pages of a body are as long.
const MARK: &str = "@@@@@@@@";

struct Site {
    bodies: Vec<Vec<String>>,
    delay: Duration,
}

#[tokio::main(flavor = "current_thread")]
async fn main() {
    let words: Vec<String> = std::env::args().collect();
    let number = |at: usize| words[at].parse::<usize>().unwrap();
    let (pages, hosts, size, delay) = (number(1), number(2), number(3), number(4));
    let listener = TcpListener::bind("0.0.0.0:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let bodies = (0..pages.min(BODIES)).map(|n| body(n, size)).collect();
    let site = Arc::new(Site { bodies, delay: Duration::from_millis(delay as u64) });
    let mut urls = BufWriter::new(File::create(&words[5]).unwrap());
    for n in 0..pages {
        writeln!(urls, "http://127.0.0.{}:{port}/news/{n:08}.html", n % hosts + 1).unwrap();
    }
    drop(urls);
    println!("{port}");
    loop {
        let (stream, _) = listener.accept().await.unwrap();
        tokio::spawn(answer(stream, site.clone()));
    }
}

/// Answers the requests of one connection until it closes.
async fn answer(mut stream: TcpStream, site: Arc<Site>) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    let mut asked = Vec::with_capacity(4096);
    loop {
        while !asked.ends_with(b"\r\n\r\n") {
            if stream.read_buf(&mut asked).await.ok()? == 0 {
                return None;
            }
        }
        tokio::time::sleep(site.delay).await;
        stream.write_all(&site.response(&asked)).await.ok()?;
        asked.clear();
    }
}

impl Site {
    fn response(&self, asked: &[u8]) -> Vec<u8> {
        let path = asked.split(|b| *b == b' ').nth(1).unwrap_or_default();
        let number = path.strip_prefix(b"/news/").and_then(|rest| rest.strip_suffix(b".html"));
        let Some(number) = number.and_then(|n| std::str::from_utf8(n).ok()) else {
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".to_vec();
        };
        let tag = format!("\"v1-{number}\"");
        if asked.windows(tag.len()).any(|w| w == tag.as_bytes()) {
            return format!("HTTP/1.1 304 Not Modified\r\nETag: {tag}\r\n\r\n").into_bytes();
        }
        let pieces = &self.bodies[number.parse::<usize>().unwrap_or(0) % self.bodies.len()];
        let length: usize = pieces.iter().map(String::len).sum::<usize>() + MARK.len() * (pieces.len() - 1);
        let head = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\nETag: {tag}\r\n\r\n"
        );
        let mut response = Vec::with_capacity(head.len() + length);
        response.extend_from_slice(head.as_bytes());
        for (n, piece) in pieces.iter().enumerate() {
            response.extend_from_slice(if n == 0 { b"" } else { number.as_bytes() });
            response.extend_from_slice(piece.as_bytes());
        }
        response
    }
}

/// The choices of a page.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn one<'w>(&mut self, of: &[&'w str]) -> &'w str {
        of[self.below(of.len())]
    }
}

const WHO: [&str; 8] = [
    "المرصد الإقليمي",
    "ديوان الإحصاء",
    "اتحاد الناشرين",
    "مركز الدراسات الرقمية",
    "هيئة الاتصالات",
    "البنك الأهلي",
    "بلدية المدينة",
    "نادي الصحافة",
];
const WHAT: [&str; 8] = ["متابع", "مشترك", "زائر", "مشاهدة", "مستخدم", "مشارك", "طالب", "متطوع"];
const WHERE: [&str; 8] = ["فيسبوك", "إنستغرام", "يوتيوب", "منصة إكس", "تيك توك", "تلغرام", "العاصمة", "الإقليم"];
const VERBS: [&str; 8] = ["أعلن", "أكد", "ذكر", "أوضح", "كشف", "أفاد", "بين", "أشار"];
const FILLER: [&str; 24] = [
    "في",
    "بيان",
    "صدر",
    "أمس",
    "عن",
    "الاجتماع",
    "الذي",
    "عقد",
    "بحضور",
    "ممثلين",
    "من",
    "القطاعات",
    "المعنية",
    "لبحث",
    "سبل",
    "التعاون",
    "وتبادل",
    "الخبرات",
    "بين",
    "المؤسسات",
    "خلال",
    "المرحلة",
    "المقبلة",
    "والتخطيط",
];

/// A page around [`MARK`]s, cut at them.
fn body(n: usize, size: usize) -> Vec<String> {
    let mut dice = Dice(n as u64 + 1);
    let mut page = String::new();
    let title = format!("{} ينشر حصيلة رقم {MARK}", dice.one(&WHO));
    let _ = write!(
        page,
        "<!DOCTYPE html>\n<html lang=\"ar\" dir=\"rtl\"><head><meta charset=\"utf-8\"><title>{title}</title>\n\
         <meta property=\"article:published_time\" content=\"2026-03-{:02}T10:00:00+03:00\">\n",
        n % 28 + 1
    );
    script(&mut page, &mut dice, size / 5);
    page.push_str("</head><body><header><nav><ul>");
    for n in 0..60 {
        let _ =
            write!(page, "<li class=\"menu-item item-{n}\"><a href=\"/section/{n}\">{}</a></li>", dice.one(&FILLER));
    }
    let _ = write!(page, "</ul></nav></header>\n<main><article class=\"story\"><h1>{title}</h1>\n");
    for _ in 0..10 {
        paragraph(&mut page, &mut dice);
    }
    page.push_str("</article></main>\n<aside class=\"related\">");
    while page.len() < size * 3 / 4 {
        card(&mut page, &mut dice);
    }
    page.push_str("</aside>");
    let rest = size.saturating_sub(page.len() + 60);
    script(&mut page, &mut dice, rest);
    page.push_str("<footer><p>جميع الحقوق محفوظة</p></footer></body></html>\n");
    page.split(MARK).map(str::to_owned).collect()
}

fn words(page: &mut String, dice: &mut Dice, number: usize) {
    for _ in 0..number {
        let _ = write!(page, "{} ", dice.one(&FILLER));
    }
}

fn paragraph(page: &mut String, dice: &mut Dice) {
    let (verb, who, what, place) = (dice.one(&VERBS), dice.one(&WHO), dice.one(&WHAT), dice.one(&WHERE));
    let _ = write!(
        page,
        "<p>و{verb} {who} أن عدد {what}ي الصفحة على {place} بلغ {},{:03} {what}، ",
        dice.below(900) + 1,
        dice.below(1000)
    );
    words(page, dice, 25);
    let _ = write!(page, "، بزيادة {} في المئة عن العام الماضي. ", dice.below(90) + 1);
    words(page, dice, 12);
    let _ = writeln!(page, "رقم {MARK}.</p>");
}

fn card(page: &mut String, dice: &mut Dice) {
    let n = dice.below(1_000_000);
    let _ = write!(
        page,
        "<div class=\"card card-{}\"><a href=\"/news/{n}.html\"><img src=\"/img/{n}.jpg\" alt=\"\" loading=\"lazy\"><h3>",
        n % 7
    );
    words(page, dice, 8);
    let _ = writeln!(page, "</h3></a><span class=\"time\">{} دقيقة</span></div>", n % 60);
}

fn script(page: &mut String, dice: &mut Dice, size: usize) {
    let end = page.len() + size;
    page.push_str("<script>var data=[");
    while page.len() < end {
        let _ = write!(page, "{{\"id\":{},\"k\":\"{:x}\"}},", dice.below(1_000_000), dice.below(1 << 30));
    }
    page.push_str("0];</script>\n");
}
