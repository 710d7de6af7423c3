-- Times are milliseconds since 1970, UTC, unless they say that they are text. `page` and `article` are ids of the frontier.

-- One row a server: the host's name, with the port where it is not the scheme's own.
CREATE TABLE hosts (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE
);

-- Every address ever found, in the one form in which it is fetched. `key` is the beginning of a SHA-256 over role and address.
-- role: 0 a page, 1 a feed, 2 a sitemap, 3 a section page. state: 0 waiting until due_at, 1 done, 2 given up, 3 another name of a page.
CREATE TABLE frontier (
    id INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE,
    url TEXT NOT NULL,
    host INTEGER NOT NULL REFERENCES hosts,
    source INTEGER REFERENCES sources,
    role INTEGER NOT NULL,
    depth INTEGER NOT NULL,
    named INTEGER NOT NULL,
    state INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0,
    cause TEXT,
    etag TEXT,
    last_modified TEXT,
    run INTEGER,
    answered_at INTEGER,
    discovered INTEGER NOT NULL
);
CREATE INDEX frontier_due ON frontier (host, due_at, id) WHERE state = 0;
CREATE INDEX frontier_failed ON frontier (cause) WHERE cause IS NOT NULL;

-- Every request for an address, whatever came of it. `payload` is the digest of a whole body that is in the archive.
CREATE TABLE fetches (
    id INTEGER PRIMARY KEY,
    page INTEGER NOT NULL REFERENCES frontier,
    run INTEGER NOT NULL REFERENCES runs,
    at INTEGER NOT NULL,
    status INTEGER,
    cause TEXT,
    answered TEXT,
    bytes INTEGER NOT NULL,
    payload TEXT,
    warc_file TEXT,
    warc_offset INTEGER,
    warc_length INTEGER
);
CREATE INDEX fetches_page ON fetches (page);
CREATE INDEX fetches_payload ON fetches (payload) WHERE payload IS NOT NULL;

-- The newest record of each page. `content` is the beginning of the SHA-256 of its text, `same_as` an earlier page with the same
-- text to the letter, `near_to` an earlier one whose text differs in a few words.
CREATE TABLE articles (
    page INTEGER PRIMARY KEY REFERENCES frontier,
    url TEXT NOT NULL,
    site TEXT,
    kind TEXT NOT NULL,
    title TEXT,
    published TEXT,
    language TEXT,
    content BLOB,
    near INTEGER NOT NULL,
    same_as INTEGER,
    near_to INTEGER,
    record TEXT NOT NULL
);
CREATE INDEX articles_content ON articles (content) WHERE content IS NOT NULL;

-- The near hashes of articles in four bands of 16 bits: hashes that differ in three bits or fewer share a band.
CREATE TABLE near (
    band INTEGER NOT NULL,
    article INTEGER NOT NULL REFERENCES articles,
    hash INTEGER NOT NULL,
    PRIMARY KEY (band, article)
) WITHOUT ROWID;

-- What of a claim is searched by; the whole claim is in the record.
CREATE TABLE claims (
    article INTEGER NOT NULL REFERENCES articles,
    ordinal INTEGER NOT NULL,
    metric TEXT NOT NULL,
    value REAL NOT NULL,
    value_high REAL,
    qualifier TEXT NOT NULL,
    subject_key TEXT,
    platform TEXT,
    status TEXT NOT NULL,
    period_start TEXT,
    period_end TEXT,
    confidence REAL NOT NULL,
    PRIMARY KEY (article, ordinal)
) WITHOUT ROWID;
CREATE INDEX claims_subject ON claims (subject_key, metric) WHERE subject_key IS NOT NULL;

-- The folded words of each article, each once; rowid is the article. The text as written is in its record.
CREATE VIRTUAL TABLE words USING fts5 (body, content = '', contentless_delete = 1, detail = 'none', tokenize = 'ascii');

-- How far each output is committed: what stands behind `length` was never promised to anyone.
CREATE TABLE sinks (
    id INTEGER PRIMARY KEY,
    kind TEXT NOT NULL,
    path TEXT NOT NULL,
    file TEXT NOT NULL,
    length INTEGER NOT NULL,
    UNIQUE (kind, path)
);

-- Feeds, sitemaps and section pages, and how they fare. `idle` counts the runs in a row that found nothing new.
CREATE TABLE sources (
    id INTEGER PRIMARY KEY,
    role INTEGER NOT NULL,
    url TEXT NOT NULL,
    found INTEGER NOT NULL DEFAULT 0,
    found_last INTEGER NOT NULL DEFAULT 0,
    idle INTEGER NOT NULL DEFAULT 0,
    last_new INTEGER,
    last_run INTEGER,
    last_cause TEXT,
    UNIQUE (role, url)
);

CREATE TABLE runs (
    id INTEGER PRIMARY KEY,
    began INTEGER NOT NULL,
    ended INTEGER,
    outcome TEXT,
    pages INTEGER NOT NULL DEFAULT 0,
    fresh INTEGER NOT NULL DEFAULT 0,
    unchanged INTEGER NOT NULL DEFAULT 0,
    failed INTEGER NOT NULL DEFAULT 0
);
