//! Row 35: what a page would like a terminal to do.

use super::row;
use crate::run::{folder, run_in};
use crate::server::{Asked, HTML, Line, send, serve};

/// Clear the screen, ring, set the title, write the clipboard, link, turn the line around, begin a line of our own.
const HOSTILE: &str = "خبر\u{1b}[2J\u{7}\u{1b}]0;x\u{7}\u{1b}]52;c;eA==\u{7}\u{1b}]8;;http://x.test\u{1b}\\\u{9b}31m\u{202e}قديم\u{2066}\r\nmarsad: 0 failures";

#[test]
fn nothing_drives_the_terminal() {
    row(35, "a title, a redirect, a Content-Type and an answer full of escape sequences", || {
        let server = serve("127.0.0.1", |asked: &Asked, line: &mut dyn Line| {
            let page = format!("<title>{HOSTILE}</title><h1>{HOSTILE}</h1><p>{HOSTILE} نشرت الهيئة أرقام العام.</p>");
            match asked.path.as_str() {
                "/page" => send(line, "200 OK", HTML, page.as_bytes()),
                "/type" => send(line, "200 OK", "Content-Type: image/\u{9b}31m\u{202e}\r\n", b""),
                "/coding" => send(line, "200 OK", "Content-Encoding: \u{9b}31m\u{202e}\r\n", b"x"),
                _ => send(line, "302 Found", "Location: /\u{9b}31m\u{202e}\u{7f}/../type\r\n", b""),
            }
        });
        let urls = ["/page", "/type", "/coding", "/moved"].map(|path| server.url(path));
        let arguments = ["fetch", "-v", "--format", "table", "--retries", "0", "--allow-private", "127.0.0.1"];
        let arguments: Vec<&str> = arguments.into_iter().chain(urls.iter().map(String::as_str)).collect();
        let ran = run_in(folder(&[]).path(), &arguments);
        for said in [&ran.out, &ran.err] {
            let wrong = said.chars().find(|c| {
                c.is_control() && *c != '\n' || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}' | '\u{2067}')
            });
            assert_eq!(wrong, None, "{said:?}");
        }
        assert!(!ran.err.lines().any(|line| line.starts_with("marsad: 0 failures")), "{}", ran.err);
        "none reaches the terminal".to_owned()
    });
}
