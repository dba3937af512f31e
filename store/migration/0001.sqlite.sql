-- What has bytes, a number of its own, or a search index: SQLite.

create table source (
	sha256       text primary key,    -- of the raw bytes, in hex
	name         text not null,
	url          text not null,       -- empty for a file
	content_type text not null,
	retrieved    text not null,
	truncated    integer not null,
	bytes        blob not null        -- zstd
);

create table report (
	number         integer primary key, -- within this database only
	id             text not null unique,
	sha256         text not null unique references source (sha256),
	url            text not null,
	title          text not null,
	site           text not null,
	language       text not null,
	published      text not null,     -- as it was stated
	published_at   text,              -- in UTC; null if nobody says
	retrieved      text not null,
	record         blob not null,     -- JSON, zstd
	record_version text not null,
	source_report  text not null,     -- first report whose text this one copies; its own id if none
	newer          text,              -- the report that is a newer version of this one
	added_at       text not null
);

-- The words of a report, each once, folded.
create virtual table word using fts5 (
	words, content = '', contentless_delete = 1, detail = none,
	tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co'"
);

create table edit (
	id     integer primary key,
	at     text not null,
	author text not null,
	reason text not null,
	kind   text not null,
	subject text not null,
	before text not null,             -- JSON: what it was
	after  text not null,             -- JSON: what it became
	undone integer                    -- the edit that undid this one
);

create table change (
	number   integer primary key,
	at       text not null,
	kind     text not null,
	incident text not null,
	report   text not null,           -- empty if an editor changed it
	edit     integer,
	words    text not null
);
