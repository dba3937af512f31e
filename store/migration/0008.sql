-- Users, what persons have decided on, and sets that are coded twice: the same text for both databases.
-- then fill reviews

-- Who may work with the record. Without a user it is one person's own.
create table member (
	name     text primary key,        -- as account.Name gives it
	display  text not null,
	role     text not null,
	password text not null,           -- argon2id, in the PHC format
	disabled integer not null,
	created  text not null
);

create table session (
	token   text primary key,         -- SHA-256 of it, in hex
	account text not null references member (name),
	created text not null,
	seen    text not null,
	expires text not null,
	ended   text                      -- null while it was not revoked
);
create index session_account on session (account);

-- Of a user, or of the empty name for the one person of a record without users.
create table visit (
	account  text primary key,
	begun    text not null,           -- the visit that lasts, or was the last
	seen     text not null,           -- in it
	before   text not null            -- when the one before ended; empty for none
);
create table setting (
	account  text primary key,
	settings text not null            -- JSON
);

-- What of a change can be counted.
alter table change add column field text not null default '';
update change set field = 'killed' where kind = 'value' and words like 'killed %';
update change set field = 'injured' where kind = 'value' and words like 'injured %';
update change set field = 'claim' where kind = 'value' and words like 'claim %';
create index change_kind on change (kind, field, at, incident);
create index edit_kind on edit (kind, at);

-- How far a report has been gone through.
create table review (
	number   bigint primary key references report (number),
	report   text not null unique references report (id),
	site     text not null,
	language text not null,
	total    integer not null,        -- values that it states, and values that were rejected
	decided  integer not null,        -- of those, by a person
	doubt    integer not null,        -- how many things are in doubt that nobody has decided
	doubts   text not null,           -- the codes of the gaps that say so, each once
	toll     integer not null,        -- the most killed in one event; -1 if no figure is given
	rail     text not null,           -- a letter a kind
	tally    text not null,           -- JSON: by field, what became of what the machine read
	waiting  integer not null,        -- it stands for itself, and not all of it is decided
	finished text                     -- when the last of it was decided
);
create index review_doubt on review (doubt desc, number desc) where waiting = 1;
create index review_toll on review (toll desc, number desc) where waiting = 1;
create index review_new on review (number desc) where waiting = 1;
create index review_language_doubt on review (language, doubt desc, number desc) where waiting = 1;
create index review_language_toll on review (language, toll desc, number desc) where waiting = 1;
create index review_language_new on review (language, number desc) where waiting = 1;
create index review_site_doubt on review (site, doubt desc, number desc) where waiting = 1;
create index review_site_toll on review (site, toll desc, number desc) where waiting = 1;
create index review_site_new on review (site, number desc) where waiting = 1;
create index report_added on report (added_at, number);
create index review_finished on review (finished) where finished is not null;

-- Sums over reviews, kept with them.
create table backlog (
	site     text not null,
	language text not null,
	waiting  integer not null,
	primary key (site, language)
);
create table outlet (
	site       text primary key,
	reports    integer not null,
	first      integer not null,      -- incidents that several outlets tell of and this one told of first
	decided    integer not null,      -- values that a person has decided
	corrected  integer not null,      -- of those, set, added or rejected
	superseded integer not null       -- figures after which it gave another
);
create table accuracy (
	field     text primary key,       -- as in dateline.Fields
	accepted  integer not null,
	corrected integer not null,
	rejected  integer not null,
	added     integer not null
);

alter table telling add column rail text not null default '';
alter table incident add column rail text not null default '';
alter table incident add column reviewed integer not null default 0; -- 0 by nobody, 1 in part, 2 all that is stated
alter table incident add column confirmed text not null default '{}'; -- JSON: what editors have confirmed, by field, as it was
alter table incident add column outlets text not null default '{}';  -- JSON: what counts for outlets
create index incident_reviewed on incident (reviewed, start_day, id);
create index edit_standing on edit_subject (subject, edit);

-- Sets of reports that several people code, each without seeing the others.
create table coding_set (
	id      text primary key,
	name    text not null,
	author  text not null,
	created text not null,
	closed  text not null             -- empty until it is
);
create table coding_coder (
	set_id   text not null references coding_set (id),
	coder    text not null,
	position integer not null,
	primary key (set_id, coder)
);
create index coding_coder_coder on coding_coder (coder);
create table coding_report (
	set_id   text not null references coding_set (id),
	report   text not null references report (id),
	position integer not null,
	machine  text not null,           -- JSON: the record as the machine read it
	primary key (set_id, report)
);
create index coding_report_report on coding_report (report);
create table coding_sheet (
	set_id text not null,
	report text not null,
	coder  text not null,
	record text not null,             -- JSON: what the coder has entered
	steps  text not null,             -- JSON: how, so that it can be undone
	done   text not null,             -- when the coder had done with it; empty until then
	primary key (set_id, report, coder),
	foreign key (set_id, report) references coding_report (set_id, report),
	foreign key (set_id, coder) references coding_coder (set_id, coder)
);
create table coding_settled (
	set_id text not null,
	report text not null,
	unit   text not null,             -- the key of what was settled
	taken  text not null,             -- whose it is: 0, 1 ... of the coders, machine, other; empty where it is left open
	value  text not null,             -- JSON; null for nothing
	reason text not null,
	author text not null,
	at     text not null,
	edits  text not null,             -- JSON: numbers of the edits that applied it
	primary key (set_id, report, unit),
	foreign key (set_id, report) references coding_report (set_id, report)
);
