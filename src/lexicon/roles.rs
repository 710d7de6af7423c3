//! The parts that words play in a sentence about figures.

macro_rules! roles {
    ($($name:ident $term:literal $doc:literal,)*) => {
        /// A part that a word can play. The names in the lexicons are those of [`Role::parse`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[repr(u8)]
        pub enum Role { $(#[doc = $doc] $name,)* }

        impl Role {
            /// The role that a lexicon calls `name`.
            pub fn parse(name: &str) -> Option<Role> {
                match name { $($term => Some(Role::$name),)* _ => None }
            }
        }
    };
}

roles! {
    Preposition "preposition" "A preposition: its noun owns no figure by itself.",
    Among "among" "Opens the scope of a rank (بين, على مستوى).",
    Clause "clause" "Opens a clause (أن, حيث, بينما).",
    Relative "relative" "A relative pronoun.",
    Connector "connector" "Passes to the next entity of a list (ثم, يليه, أما).",
    Adverb "adverb" "Ends a noun phrase and says nothing of figures.",
    Respectively "respectively" "Pairs entities and figures in order.",
    Scope "scope" "A scope in one word (عالميا).",
    Negation "negation" "Denies what follows.",
    Question "question" "Asks.",
    Condition "condition" "Makes what follows a condition.",
    Denial "denial" "Calls what follows untrue.",
    Aim "aim" "Makes what follows a target.",
    Forecast "forecast" "Makes what follows a forecast, or not reached yet.",
    Delta "delta" "Makes what follows a change.",
    New "new" "After a unit: the figure counts newcomers.",
    RateBefore "rate_before" "Makes what follows an average.",
    RateAfter "rate_after" "Makes what stands before a rate.",
    Former "former" "Makes what follows an earlier level.",
    PartOf "part_of" "Makes what follows a part of what was counted before (منهم).",
    Compare "compare" "Sets another figure beside the first.",
    Capacity "capacity" "Makes what follows a limit.",
    Total "total" "A noun of quantity (عدد, إجمالي).",
    Whole "whole" "A noun of quantity that stands for the metric spoken of.",
    Barrier "barrier" "What a level breaks through.",
    Award "award" "What is given for a level, and called by it (درع المليون).",
    Sum "sum" "A sum over several owners.",
    RankNoun "rank_noun" "A place in an order.",
    RankClass "rank_class" "A class of places.",
    RankNumber "rank_number" "Number so-and-so.",
    MoveNoun "move_noun" "Places moved.",
    TopNoun "top_noun" "The head of an order.",
    Throne "throne" "What one sits on when first.",
    RunnerUp "runner_up" "Second.",
    TopN "top_n" "Best so-many.",
    Superlative "superlative" "Best, biggest…",
    NoRankAfter "no_rank_after" "After أول: first to do something, no rank.",
    Last "last" "Last.",
    Holder "holder" "Holds the place that follows; its name stands before (صاحب المركز).",
    ScopeHead "scope_head" "Opens the name of a list or an order.",
    Report "report" "A publication of figures.",
    Attribution "attribution" "Names whoever says so (وفقا لـ).",
    Source "source" "Names the source after the figures (صادر عن).",
    AnaphorLast "anaphor_last" "The latter.",
    AnaphorFirst "anaphor_first" "The former.",
    AnaphorSecond "anaphor_second" "The second of two.",
    Advert "advert" "An offer or an invitation of the outlet's own.",
    Call "call" "At the head of a line: calls the reader to join or follow.",
    Deed "deed" "Noun: the figure after it says how many did it (بموافقة).",
    Metaphor "metaphor" "What one heads without standing first in any order.",
    Noun "noun" "A noun that looks like a verb.",
    Level "level" "Verb: gives a level.",
    Exceed "exceed" "Verb: a level beyond.",
    Nearly "about" "Verb: a level nearly.",
    Approach "approach" "Verb: not reached yet.",
    Move "move" "Verb: goes up or down.",
    Grow "grow" "Verb: goes up by what follows it without a preposition.",
    Gain "gain" "Verb: wins or loses so many.",
    Top "top" "Verb: stands first.",
    Keep "keep" "Verb: keeps or takes a place that is named.",
    Sit "sit" "Verb: stands first with a throne.",
    Place "place" "Verb: takes a place.",
    Seat "seat" "Verb: gives a place to its object.",
    Leave "leave" "Verb: is no longer among those behind «من».",
    Become "become" "Verb: comes to be; a bare ordinal behind it is a place when somebody is behind or before.",
    Behind "behind" "A preposition of order (بعد, خلف).",
    Follow "follow" "Verb: comes next.",
    Say "say" "Verb: says so.",
    Deny "deny" "Verb: denies or claims falsely.",
    Want "want" "Verb: aims at.",
    Expect "expect" "Verb: expects.",
    Allow "allow" "Verb: makes room for.",
    Begin "begin" "Verb or noun: the date after it is that of a beginning.",
    Publish "publish" "Verb: brings out posts.",
    Show "show" "Verb: what is shown so many times was seen as often.",
    Trade "trade" "What a company is called by behind لـ (مصر للطيران).",
    Office "office" "A body of the state that is named by what it is for (وزارة).",
    Station "station" "A body that is called by a number, besides accounts (إذاعة).",
    Succeed "succeed" "Verb: what follows it was reached (نجح في الوصول إلى).",
    Club "club" "A body that is spoken of by its noun alone where its name has none (النادي).",
    Page "page" "An account on which somebody else is followed (الصفحة).",
    Mouthpiece "mouthpiece" "Whoever speaks for the body behind «في» or «باسم» (متحدث, مكتب إعلامي).",
    Single "single" "A head whose name is never two joined by و (نادي, صحيفة).",
    Other "other" "Any other verb.",
}

impl Role {
    /// Whether words of this role take the article, glued prepositions and pronouns.
    pub fn is_nominal(self) -> bool {
        use Role::*;
        matches!(
            self,
            Delta
                | Total
                | Whole
                | Barrier
                | Award
                | RankNoun
                | RankClass
                | MoveNoun
                | TopNoun
                | RunnerUp
                | TopN
                | Superlative
                | ScopeHead
                | Report
                | RateBefore
                | Capacity
                | Noun
                | Throne
                | Aim
                | Sum
                | Begin
                | Deed
                | Office
                | Trade
                | Station
                | Mouthpiece
                | Club
                | Page
                | Single
        )
    }
}

/// A set of [`Role`]s.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Roles(u128);

impl Roles {
    /// All verbs.
    pub const VERBS: Roles = Roles::all(&[
        Role::Level,
        Role::Exceed,
        Role::Nearly,
        Role::Approach,
        Role::Move,
        Role::Grow,
        Role::Gain,
        Role::Top,
        Role::Keep,
        Role::Succeed,
        Role::Sit,
        Role::Place,
        Role::Seat,
        Role::Leave,
        Role::Become,
        Role::Follow,
        Role::Say,
        Role::Deny,
        Role::Want,
        Role::Expect,
        Role::Allow,
        Role::Publish,
        Role::Show,
        Role::Other,
    ]);

    /// The set of these roles.
    pub const fn all(roles: &[Role]) -> Self {
        let (mut bits, mut i) = (0, 0);
        while i < roles.len() {
            bits |= 1 << roles[i] as u128;
            i += 1;
        }
        Self(bits)
    }

    /// The set of one role.
    pub const fn of(role: Role) -> Self {
        Self(1 << role as u128)
    }

    /// Both sets together.
    pub const fn with(self, other: Roles) -> Self {
        Self(self.0 | other.0)
    }

    /// The set without `role`.
    pub const fn without(self, role: Role) -> Self {
        Self(self.0 & !(1 << role as u128))
    }

    /// The set without those of another.
    pub const fn minus(self, other: Roles) -> Self {
        Self(self.0 & !other.0)
    }

    /// Whether the set holds `role`.
    pub const fn has(self, role: Role) -> bool {
        self.0 & (1 << role as u128) != 0
    }

    /// Whether the sets share a role.
    pub const fn any(self, other: Roles) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether the set is empty.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }
}
