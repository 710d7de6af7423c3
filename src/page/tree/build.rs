//! Tags into a tree: implied ends, void and raw-text elements, misnesting, the depth cap.
//!
//! Every step is constant time: the open elements remember the last of each tag, the last block and the last scope marker,
//! so an end tag knows at once how far it reaches. Blocks nest as the standard says; misnested inline markup is closed
//! where its end tag stands instead of being reopened, which leaves the text as it is.

use std::ops::Range;

use super::hint::Hint;
use super::scan::{Scanner, Token};
use super::tag::Tag;
use super::{MOST_DEPTH, Node, NodeId, Oddities, Tree};
use crate::page::steps::step;

const NONE: u16 = u16::MAX;

/// An open element; all links are places in the stack of open elements.
struct Open {
    node: NodeId,
    tag: Tag,
    /// The open element of the same tag below this one.
    same: u16,
    /// The topmost scope marker at or below this one.
    scope: u16,
    /// The topmost special element at or below this one.
    special: u16,
}

struct Builder<'p> {
    page: &'p str,
    nodes: Vec<Node>,
    open: Vec<Open>,
    /// The topmost open element of each tag.
    top: [u16; Tag::COUNT],
    /// Elements begun beyond the depth cap and not yet ended.
    beyond: usize,
    oddities: Oddities,
    seen_body: bool,
}

pub(super) fn build(page: &str) -> Tree<'_> {
    let mut builder = Builder::new(page);
    let mut scanner = Scanner::new(page);
    while let Some(token) = scanner.next() {
        match token {
            Token::Text(range) => builder.text(range),
            Token::Start(tag, name, attributes, hints) => {
                if builder.start(tag, name, attributes, hints) && tag.is_raw() && !builder.in_foreign() {
                    scanner.read_raw(tag);
                }
            }
            Token::End(tag, name) => builder.end(tag, name),
        }
    }
    builder.finish(&scanner)
}

impl<'p> Builder<'p> {
    fn new(page: &'p str) -> Self {
        let root = Node { tag: Tag::Other, hints: Hint::NONE, parent: 0, end: 0, from: 0, to: 0 };
        let mut nodes = Vec::with_capacity(page.len() / 24 + 16);
        nodes.push(root);
        let mut top = [NONE; Tag::COUNT];
        top[Tag::Other as usize] = 0;
        let open = vec![Open { node: 0, tag: Tag::Other, same: NONE, scope: 0, special: 0 }];
        Self { page, nodes, open, top, beyond: 0, oddities: Oddities::default(), seen_body: false }
    }

    fn finish(mut self, scanner: &Scanner<'p>) -> Tree<'p> {
        self.pop_to(0);
        let end = self.nodes.len() as NodeId;
        self.nodes[0].end = end;
        let oddities = Oddities { cut: scanner.cut, attributes: scanner.reader.most_attributes, ..self.oddities };
        Tree { page: self.page, nodes: self.nodes, oddities }
    }

    fn current(&self) -> &Open {
        &self.open[self.open.len() - 1]
    }

    fn in_foreign(&self) -> bool {
        self.top[Tag::Svg as usize] != NONE || self.top[Tag::Math as usize] != NONE
    }

    /// Adds a node under the current element.
    fn add(&mut self, tag: Tag, hints: Hint, range: &Range<usize>) -> NodeId {
        let id = self.nodes.len() as NodeId;
        let parent = self.current().node;
        self.nodes.push(Node { tag, hints, parent, end: id + 1, from: range.start as u32, to: range.end as u32 });
        id
    }

    fn text(&mut self, range: Range<usize>) {
        if self.current().tag == Tag::Head && !self.page[range.clone()].trim_ascii().is_empty() {
            self.close(Tag::Head);
        }
        if !self.current().tag.is_raw() {
            self.oddities.longest_text = self.oddities.longest_text.max(range.len());
        }
        self.add(Tag::Text, Hint::NONE, &range);
    }

    /// A start tag. Gives whether an element of its own was opened.
    fn start(&mut self, tag: Tag, name: Range<usize>, attributes: Range<usize>, hints: Hint) -> bool {
        if matches!(tag, Tag::Html | Tag::Head | Tag::Body) && self.is_repeated(tag) {
            return false;
        }
        self.imply_ends(tag);
        let range = if tag == Tag::Other && attributes.is_empty() { name } else { attributes };
        let id = self.add(tag, hints, &range);
        let foreign = self.in_foreign() || matches!(tag, Tag::Svg | Tag::Math);
        let closed = tag.is_void() || (foreign && self.page[range].ends_with('/'));
        if !closed {
            self.push(id, tag);
        }
        !closed
    }

    fn is_repeated(&mut self, tag: Tag) -> bool {
        let repeated = match tag {
            Tag::Body => std::mem::replace(&mut self.seen_body, true),
            Tag::Head => self.seen_body || self.nodes.iter().take(64).any(|n| n.tag == Tag::Head),
            _ => self.top[Tag::Html as usize] != NONE,
        };
        if tag == Tag::Body {
            self.close(Tag::Head);
        }
        repeated
    }

    fn push(&mut self, node: NodeId, tag: Tag) {
        if self.open.len() >= MOST_DEPTH {
            self.oddities.too_deep = true;
            self.beyond += 1;
            return;
        }
        let at = self.open.len() as u16;
        let below = self.current();
        let scope = if tag.is_scope() { at } else { below.scope };
        let special = if tag.is_special() { at } else { below.special };
        self.oddities.unclosed += usize::from(tag.is_formatting());
        let same = std::mem::replace(&mut self.top[tag as usize], at);
        self.open.push(Open { node, tag, same, scope, special });
    }

    /// Ends all open elements above `height`, and the one there unless it is the root.
    fn pop_to(&mut self, height: usize) {
        let end = self.nodes.len() as NodeId;
        while self.open.len() > height.max(1) {
            let Some(open) = self.open.pop() else { break };
            step(1);
            self.top[open.tag as usize] = open.same;
            // A link that the next link cut short has its end already.
            if let Some(node) = self.nodes.get_mut(open.node as usize).filter(|n| n.end == open.node + 1) {
                node.end = end;
            }
        }
    }

    /// The place of the topmost open `tag` if no scope marker stands above it.
    fn in_scope(&self, tag: Tag) -> Option<usize> {
        let at = self.top[tag as usize];
        (at != NONE && at >= self.current().scope).then_some(at as usize)
    }

    fn close(&mut self, tag: Tag) {
        if let Some(at) = self.in_scope(tag) {
            self.pop_to(at);
        }
    }

    /// Ends what a start tag ends by itself.
    fn imply_ends(&mut self, tag: Tag) {
        use Tag::*;
        if self.current().tag == Head && !tag.is_head() {
            self.close(Head);
        }
        if tag.is_special() && self.in_foreign() {
            [Svg, Math].into_iter().for_each(|t| self.close(t));
        }
        if tag.closes_p() {
            self.close_within(P, &[Button]);
        }
        match tag {
            Li => self.close_within(Li, &[Ul, Ol, Menu, Dir]),
            Dd | Dt => [Dd, Dt].into_iter().for_each(|t| self.close_within(t, &[Dl])),
            Option | Optgroup if self.current().tag == Option => self.close(Option),
            H1 | H2 | H3 | H4 | H5 | H6 if self.current().tag.is_heading() => self.pop_to(self.open.len() - 1),
            A => self.cut_link(),
            Button => self.close(Button),
            Tr => [Td, Th, Caption, Tr].into_iter().for_each(|t| self.close_in_table(t)),
            Td | Th => [Td, Th, Caption].into_iter().for_each(|t| self.close_in_table(t)),
            Tbody | Thead | Tfoot => {
                [Td, Th, Caption, Tr, Tbody, Thead, Tfoot].into_iter().for_each(|t| self.close_in_table(t));
            }
            _ => {}
        }
    }

    /// Ends the topmost `tag`, unless one of `walls` or a scope marker stands above it.
    fn close_within(&mut self, tag: Tag, walls: &[Tag]) {
        if let Some(at) = self.in_scope(tag) {
            let walled = walls.iter().any(|w| self.top[*w as usize] != NONE && self.top[*w as usize] as usize > at);
            if !walled {
                self.pop_to(at);
            }
        }
    }

    /// Ends the topmost `tag` of the current table.
    fn close_in_table(&mut self, tag: Tag) {
        let (at, table) = (self.top[tag as usize], self.top[Tag::Table as usize]);
        if at != NONE && table != NONE && at > table {
            self.pop_to(at as usize);
        }
    }

    /// A link ends where the next one starts, whatever blocks it has opened since.
    fn cut_link(&mut self) {
        let Some(at) = self.in_scope(Tag::A) else { return };
        if self.current().special as usize <= at {
            return self.pop_to(at);
        }
        let end = self.nodes.len() as NodeId;
        let link = self.open[at].node as usize;
        if self.nodes[link].end == link as NodeId + 1 {
            self.nodes[link].end = end;
        }
    }

    fn end(&mut self, tag: Tag, name: Range<usize>) {
        if self.beyond > 0 {
            self.beyond -= usize::from(!tag.is_void());
            return;
        }
        match tag {
            Tag::Html | Tag::Body => {}
            Tag::Br => {
                self.add(Tag::Br, Hint::NONE, &(name.end..name.end));
            }
            Tag::P if !self.closes_p() => {
                self.add(Tag::P, Hint::NONE, &(name.end..name.end));
            }
            _ if tag.is_heading() => self.end_heading(),
            _ if tag.is_special() || tag.is_scope() => self.end_block(tag),
            Tag::Other => self.end_other(name),
            _ => self.end_inline(tag),
        }
    }

    fn closes_p(&mut self) -> bool {
        let height = self.open.len();
        self.close_within(Tag::P, &[Tag::Button]);
        self.open.len() < height
    }

    /// Any heading's end tag ends any heading.
    fn end_heading(&mut self) {
        use Tag::*;
        if let Some(at) = [H1, H2, H3, H4, H5, H6].into_iter().filter_map(|h| self.in_scope(h)).max() {
            self.pop_to(at);
        }
    }

    fn end_block(&mut self, tag: Tag) {
        use Tag::*;
        match tag {
            // Rows and cells are reached through cells of their own table only.
            Table | Svg | Math | Template | Object | Marquee => {
                let at = self.top[tag as usize];
                if at != NONE {
                    self.pop_to(at as usize);
                }
            }
            Td | Th | Tr | Tbody | Thead | Tfoot | Caption => self.close_in_table(tag),
            Li => self.close_within(Li, &[Ul, Ol, Menu, Dir]),
            _ => self.close(tag),
        }
    }

    /// Inline markup that ends outside a block begun within it ends there, and the block stays open.
    fn end_inline(&mut self, tag: Tag) {
        let at = self.top[tag as usize];
        if at == NONE || at < self.current().scope {
            return;
        }
        let node = self.open[at as usize].node as usize;
        let begun = tag.is_formatting() && self.nodes[node].end == node as NodeId + 1;
        self.oddities.unclosed = self.oddities.unclosed.saturating_sub(usize::from(begun));
        if at >= self.current().special {
            return self.pop_to(at as usize);
        }
        if begun {
            self.nodes[node].end = self.nodes.len() as NodeId;
        }
    }

    /// Elements without a tag of their own go by name; a few are looked through.
    fn end_other(&mut self, name: Range<usize>) {
        let mut at = self.top[Tag::Other as usize];
        for _ in 0..8 {
            if at == NONE || at == 0 || at < self.current().special {
                return;
            }
            step(1);
            let node = self.nodes[self.open[at as usize].node as usize];
            let before = self.page.as_bytes().get(..node.from as usize).unwrap_or_default();
            let own = &self.page.as_bytes()[name.clone()];
            let named = node.from as usize..node.to as usize;
            let same = before.ends_with(own) || self.page.as_bytes()[named].eq_ignore_ascii_case(own);
            if same {
                return self.pop_to(at as usize);
            }
            at = self.open[at as usize].same;
        }
    }
}
