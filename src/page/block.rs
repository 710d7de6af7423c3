//! Blocks: the page's text cut where lines begin and end, each with what surrounds it.
//!
//! In: a [`Tree`]. Out: [`Block`]s in document order.
//! May import: page.

use std::ops::{Deref, Range};

use memchr::memchr3;

use super::measure::{Measure, measure};
use super::steps::step;
use super::tree::{Hint, Node, NodeId, Tag, Tree};

/// An element with a smaller share of the page's prose is a part of the page, and what its class says counts.
const PART: f32 = 0.3;

/// A set of elements that a block stands in, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Place(pub u32);

impl Place {
    pub const NAV: Place = Place(1);
    pub const ASIDE: Place = Place(1 << 1);
    pub const FOOTER: Place = Place(1 << 2);
    pub const HEADER: Place = Place(1 << 3);
    pub const ARTICLE: Place = Place(1 << 4);
    pub const MAIN: Place = Place(1 << 5);
    pub const FORM: Place = Place(1 << 6);
    pub const LIST: Place = Place(1 << 7);
    pub const TABLE: Place = Place(1 << 8);
    pub const FIGURE: Place = Place(1 << 9);
    pub const QUOTE: Place = Place(1 << 10);
    pub const BUTTON: Place = Place(1 << 11);
    pub const HEADING: Place = Place(1 << 12);
    pub const SECTION: Place = Place(1 << 13);
    pub const UNSEEN: Place = Place(1 << 14);
    pub const DETAILS: Place = Place(1 << 15);
    pub const CODE: Place = Place(1 << 16);
    pub const TICKER: Place = Place(1 << 17);

    /// Places that speak only of a part of the page.
    const OF_PARTS: Place =
        Place(Self::NAV.0 | Self::ASIDE.0 | Self::FOOTER.0 | Self::HEADER.0 | Self::FORM.0 | Self::UNSEEN.0);

    fn of(node: &Node) -> Place {
        let place = match node.tag {
            Tag::Nav | Tag::Menu => Place::NAV,
            Tag::Aside => Place::ASIDE,
            Tag::Footer => Place::FOOTER,
            Tag::Header => Place::HEADER,
            Tag::Article => Place::ARTICLE,
            Tag::Main => Place::MAIN,
            Tag::Form | Tag::Fieldset | Tag::Dialog => Place::FORM,
            Tag::Ul | Tag::Ol | Tag::Dl => Place::LIST,
            Tag::Table => Place::TABLE,
            Tag::Figure | Tag::Figcaption => Place::FIGURE,
            Tag::Blockquote => Place::QUOTE,
            Tag::Button | Tag::Label => Place::BUTTON,
            Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 => Place::HEADING,
            Tag::Section => Place::SECTION,
            Tag::Marquee => Place::TICKER,
            Tag::Details => Place::DETAILS,
            Tag::Pre | Tag::Code | Tag::Listing => Place::CODE,
            _ => Place(0),
        };
        if node.hints.any(Hint::UNSEEN) { Place(place.0 | Place::UNSEEN.0) } else { place }
    }

    pub fn any(self, other: Place) -> bool {
        self.0 & other.0 != 0
    }
}

/// One line of the page: text between two ends of lines.
#[derive(Debug, Clone)]
pub(super) struct Block {
    /// Its text nodes lie here; nodes of this range inside unseen elements do not belong to it.
    pub nodes: Range<NodeId>,
    /// Its place in what the page says.
    said: Range<usize>,
    /// The block element around it.
    pub holder: NodeId,
    /// Its tag.
    pub tag: Tag,
    /// How much it says.
    pub size: Measure,
    /// Letters inside links.
    pub linked: u32,
    /// Number of links.
    pub links: u32,
    /// Letters in bold.
    pub bold: u32,
    /// Hints of the element around it and of inline elements in it.
    pub own: Hint,
    /// Hints of all elements around it that hold a part of the page.
    pub around: Hint,
    /// The elements around it.
    pub place: Place,
    /// Whether only a `<br>` parts it from the block before.
    pub after_br: bool,
    /// Whether it is a further cell of a table row.
    pub cell: bool,
}

impl Block {
    /// Share of its letters that are links.
    pub fn link_density(&self) -> f32 {
        self.linked as f32 / self.size.letters.max(1) as f32
    }
}

/// A page cut into blocks, and all that they say.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    list: Vec<Block>,
    said: String,
}

impl Blocks {
    /// A block's text on one line, entities decoded, unseen elements left out.
    pub fn text(&self, block: &Block) -> &str {
        let text = self.said.get(block.said.clone()).unwrap_or_default();
        step(text.len());
        text
    }
}

impl Deref for Blocks {
    type Target = [Block];

    fn deref(&self) -> &[Block] {
        &self.list
    }
}

/// An element around the place where the walk stands.
struct Around {
    end: NodeId,
    holder: NodeId,
    tag: Tag,
    hints: Hint,
    place: Place,
}

/// Cuts a page into blocks.
pub(super) fn blocks(tree: &Tree<'_>) -> Blocks {
    let (sizes, prose) = sizes(tree);
    let mut walk = Walk::new(tree, &sizes, &prose);
    let (nodes, mut id) = (tree.nodes(), 0);
    while let Some(node) = nodes.get(id as usize) {
        walk.leave(id);
        id = match node.tag {
            Tag::Text => walk.text(id),
            tag if tag.is_unseen() => {
                if tag.is_block() {
                    walk.close();
                }
                node.end
            }
            tag if tag.is_block() => walk.enter(id, node),
            _ => walk.inline(id, node),
        };
    }
    walk.close();
    walk.out
}

/// How much each node says, and the prose letters (those outside links) before each node.
fn sizes(tree: &Tree<'_>) -> (Vec<Measure>, Vec<u32>) {
    let (mut sizes, mut prose, mut sum) = (vec![Measure::default(); tree.nodes().len()], Vec::new(), 0);
    let (mut link, mut unseen) = (0, 0);
    prose.reserve(tree.nodes().len() + 1);
    for (id, node) in (0..).zip(tree.nodes()) {
        prose.push(sum);
        if node.tag == Tag::A && node.hints.any(Hint::HREF) {
            link = link.max(node.end);
        } else if node.tag.is_unseen() {
            unseen = unseen.max(node.end);
        } else if node.tag == Tag::Text && id >= unseen {
            let size = measure(tree.raw(id));
            sizes[id as usize] = size;
            sum += if id < link { 0 } else { size.letters };
        }
    }
    prose.push(sum);
    (sizes, prose)
}

struct Walk<'t, 'p> {
    tree: &'t Tree<'p>,
    sizes: &'t [Measure],
    prose: &'t [u32],
    out: Blocks,
    around: Vec<Around>,
    open: Option<Block>,
    br: bool,
    cell: bool,
    /// The page's first heading.
    heading: NodeId,
    /// All headings.
    headings: Vec<NodeId>,
    /// Where the current link and bold run end.
    link: NodeId,
    bold: NodeId,
    inline: Hint,
    inline_end: NodeId,
}

impl<'t, 'p> Walk<'t, 'p> {
    fn new(tree: &'t Tree<'p>, sizes: &'t [Measure], prose: &'t [u32]) -> Self {
        let (inline, around) = (Hint::NONE, Vec::new());
        // Room for all letters of two bytes with their blanks, so that the text is hardly ever moved.
        let bytes = sizes.iter().map(|size| (2 * size.letters + size.words) as usize).sum();
        let out = Blocks { said: String::with_capacity(bytes), ..Blocks::default() };
        Self {
            tree,
            sizes,
            prose,
            out,
            around,
            open: None,
            br: false,
            cell: false,
            heading: (0..).zip(tree.nodes()).find(|(_, n)| n.tag == Tag::H1).map_or(NodeId::MAX, |(id, _)| id),
            headings: (0..).zip(tree.nodes()).filter(|(_, n)| n.tag.is_heading()).map(|(id, _)| id).collect(),
            link: 0,
            bold: 0,
            inline,
            inline_end: 0,
        }
    }

    /// The share of the page's prose that stands in a range of nodes.
    fn prose_share(&self, start: NodeId, end: NodeId) -> f32 {
        let before = |id: NodeId| self.prose.get(id as usize).copied().unwrap_or(0);
        let all = self.prose.last().copied().unwrap_or(0);
        (before(end) - before(start)) as f32 / all.max(1) as f32
    }

    fn leave(&mut self, id: NodeId) {
        while self.around.last().is_some_and(|a| a.end <= id) {
            self.close();
            self.around.pop();
        }
        if self.inline_end <= id {
            self.inline = Hint::NONE;
        }
    }

    fn enter(&mut self, id: NodeId, node: &Node) -> NodeId {
        self.close();
        self.br = node.tag == Tag::Br;
        if self.br || node.tag == Tag::Hr {
            return id + 1;
        }
        let above = self.around.last();
        let (hints, place) = above.map_or((Hint::NONE, Place(0)), |a| (a.hints, a.place));
        // What an element says of itself counts when it is a part of the page, not when it is nearly all of it.
        let part = self.prose_share(id, node.end) < PART && !matches!(node.tag, Tag::Body | Tag::Html);
        let said = if part { self.said_of(id, node) } else { self.is_comment(id, node) };
        let hints = hints | said;
        self.cell = matches!(node.tag, Tag::Td | Tag::Th)
            && self.tree.node(node.parent).tag == Tag::Tr
            && node.parent + 1 < id
            && self.first_cell(node.parent) < id;
        let own = Place::of(node);
        let place = if part || !own.any(Place::OF_PARTS) { Place(place.0 | own.0) } else { place };
        self.around.push(Around { end: node.end, holder: id, tag: node.tag, hints, place });
        id + 1
    }

    /// What an element says of itself. One with the page's heading in it is not its comments: it may be open to them.
    fn said_of(&self, id: NodeId, node: &Node) -> Hint {
        if (id..node.end).contains(&self.heading) { node.hints.without(Hint::COMMENT) } else { node.hints }
    }

    /// A comment that is longer than all others and the article is still one: below the page's first heading, and without any of its own.
    fn is_comment(&self, id: NodeId, node: &Node) -> Hint {
        let before = |id: NodeId| self.headings.partition_point(|heading| *heading < id);
        let lone = before(id) > 0 && before(id) == before(node.end);
        if lone && node.hints.any(Hint::COMMENT) { Hint::COMMENT } else { Hint::NONE }
    }

    /// The first cell of a row.
    fn first_cell(&self, row: NodeId) -> NodeId {
        let mut cells =
            self.tree.within(row).skip(1).take(8).filter(|i| matches!(self.tree.node(*i).tag, Tag::Td | Tag::Th));
        cells.next().unwrap_or(row)
    }

    fn inline(&mut self, id: NodeId, node: &Node) -> NodeId {
        match node.tag {
            Tag::A if node.hints.any(Hint::HREF) && self.link <= id => {
                self.link = node.end;
                if let Some(open) = &mut self.open {
                    open.links += 1;
                }
            }
            Tag::B | Tag::Strong => self.bold = self.bold.max(node.end),
            _ => {}
        }
        if node.hints.any(Hint::UNSEEN) {
            return node.end;
        }
        self.inline = self.inline | node.hints;
        self.inline_end = self.inline_end.max(node.end);
        id + 1
    }

    fn text(&mut self, id: NodeId) -> NodeId {
        let size = self.sizes.get(id as usize).copied().unwrap_or_default();
        let linked = if id < self.link { size.letters } else { 0 };
        let bold = if id < self.bold { size.letters } else { 0 };
        if size.letters == 0 && self.open.is_none() {
            return id + 1;
        }
        if self.open.is_none() {
            self.open = Some(self.begin(id));
        }
        if let Some(open) = &mut self.open {
            open.size += size;
            open.linked += linked;
            open.bold += bold;
            open.nodes.end = id + 1;
            open.own = open.own | self.inline;
            say(&mut self.out.said, open.said.start, &self.tree.text(id));
            open.said.end = self.out.said.len();
        }
        id + 1
    }

    fn begin(&mut self, id: NodeId) -> Block {
        let above = self.around.last();
        let holder = above.map_or(0, |a| a.holder);
        let (tag, around, place) = above.map_or((Tag::Other, Hint::NONE, Place(0)), |a| (a.tag, a.hints, a.place));
        let start = self.out.said.len();
        Block {
            nodes: id..id + 1,
            said: start..start,
            holder,
            tag,
            size: Measure::default(),
            linked: 0,
            links: u32::from(id < self.link),
            bold: 0,
            own: self.tree.node(holder).hints,
            around,
            place,
            after_br: std::mem::take(&mut self.br),
            cell: std::mem::take(&mut self.cell),
        }
    }

    fn close(&mut self) {
        self.out.list.extend(self.open.take());
    }
}

/// Appends a text to a line that starts at `start`. Blanks that break or indent the source are one blank of the line.
fn say(said: &mut String, start: usize, text: &str) {
    let mut rest = text;
    while let Some(at) = memchr3(b'\n', b'\t', b'\r', rest.as_bytes()) {
        said.push_str(&rest[..at]);
        let line = said.get(start..).unwrap_or_default();
        said.truncate(start + line.trim_end_matches(' ').len());
        said.push(' ');
        rest = rest[at..].trim_ascii_start();
    }
    said.push_str(rest);
}
