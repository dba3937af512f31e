-- Dossiers: what is counted of an actor, and what is said of it, in rows, so that asking for them
-- does not take longer with every report. The same text for both databases; the records of reports
-- that were added before are gone through once.

alter table actor add column incidents bigint not null default 0; -- in which it has a part
create index actor_incidents on actor (incidents desc, id);

alter table alias add column reports bigint not null default 0;      -- that call the actor so
alter table alias add column first_report bigint not null default 0; -- number of the first of these that was added; 0 for none
alter table alias add column last_report bigint not null default 0;
create index alias_settled on alias (folded) where state <> '';

-- What is counted of an incident's part.
alter table part add column country text not null default '';
alter table part add column admin1 text not null default '';
alter table part add column killed bigint;
alter table part add column injured bigint;

-- The parts of each actor, counted.
create table spread (
	actor      text not null,
	role       text not null,         -- empty for any
	year       integer not null,      -- 0 for incidents without a day
	country    text not null,         -- empty if unknown
	admin1     text not null,
	incidents  bigint not null,
	killed     bigint not null,       -- sum of the figures that incidents are listed with
	killed_in  bigint not null,       -- incidents that have one
	injured    bigint not null,
	injured_in bigint not null,
	primary key (actor, role, year, country, admin1)
);

-- What reports say of actors: traits and assessments.
create table remark (
	report   text not null references report (id),
	number   integer not null,        -- in the report
	actor    text not null,
	sort     text not null,           -- trait or assessment
	kind     text not null,           -- of a trait
	other    text not null,           -- of a trait: id of the other actor; empty for none
	same     text not null,           -- what traits of one kind that say the same have in common
	said_day integer not null,
	listed   integer not null,        -- by a report that stands for itself: no copy, no older version
	remark   text not null,           -- JSON
	primary key (report, number)
);
create index remark_trait on remark (actor, kind, same, said_day, report) where sort = 'trait' and listed = 1;
create index remark_assessment on remark (actor, said_day, report, number) where sort = 'assessment' and listed = 1;

-- The different values of the traits of each actor, with the newest remark of those that are listed.
create table trait (
	actor    text not null,
	kind     text not null,
	same     text not null,
	other    text not null,
	reports  bigint not null,
	said_day integer not null,
	report   text not null,
	number   integer not null,
	primary key (actor, kind, same)
);
create index trait_other on trait (other, said_day, actor, kind) where other <> '';

-- Who claimed, confirmed or denied what is told, whom somebody blamed, and that nobody had claimed it.
create table account (
	report   text not null references report (id),
	number   integer not null,        -- in the report
	telling  text not null,
	act      text not null,
	actor    text not null,           -- empty if unnamed
	said_day integer not null,
	account  text not null,           -- JSON
	primary key (report, number)
);
create index account_actor on account (actor, said_day, report, number) where actor <> '';
create index account_telling on account (telling);
