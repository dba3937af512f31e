-- Tellings, incidents and actors: the same text for both databases.

create index report_url on report (url);
create index report_source on report (source_report);
create index report_newer on report (newer);
create index change_at on change (at);
create index change_incident on change (incident);

-- Sketches of texts, in bands: reports that share one may be copies.
create table band (
	value  bigint not null,
	report bigint not null references report (number),
	primary key (value, report)
);

create table telling (
	key          text primary key,    -- "report/event"
	report       text not null references report (id),
	position     integer not null,    -- in the record
	type         text not null,
	status       text not null,
	main         integer not null,
	clear        integer not null,    -- told with its day and its town
	start_day    integer,             -- days since 1970; null if open
	end_day      integer,             -- the last one
	near_from    integer not null,    -- the days among which it is looked for: its own, or those
	near_to      integer not null,    -- before publication where it has none
	wide         integer not null,    -- those are many
	country      text not null,       -- empty if unknown
	admin1       text not null,
	place_id     text not null,
	place_grain  text not null,
	lat          double precision,
	lon          double precision,
	killed_low   integer,
	killed_high  integer,             -- -1 is open above
	injured_low  integer,
	injured_high integer,
	claim_state  text not null,
	stands       text not null,       -- key of the telling that is linked for this one: its own, the
	                                  -- original's or a newer version's; empty for none
	rejected     integer not null,    -- an editor says that there is no such event
	event        text not null        -- JSON
);
create index telling_report on telling (report);
create index telling_stands on telling (stands);
create index telling_near on telling (country, wide, near_from);
create index telling_day on telling (wide, near_from);
create index telling_place on telling (place_id, wide, near_from);

create table incident (
	id              text primary key,
	type            text not null,
	status          text not null,
	start_day       integer,
	end_day         integer,
	grain           text not null,
	title           text not null,
	place_name      text not null,
	place_folded    text not null,
	place_grain     text not null,
	admin1          text not null,
	admin1_folded   text not null,
	country         text not null,
	lat             double precision,
	lon             double precision,
	killed          integer,          -- as the newest report that has a figure says; null for none
	killed_high     integer,          -- -1 is open above
	injured         integer,
	injured_high    integer,
	claim_state     text not null,
	tellings        integer not null,
	first_published text not null,    -- empty if unknown
	changed         text not null,
	merged_into     text,
	settled         integer not null,
	fixed           text not null     -- JSON: what editors have set, by field
);
create index incident_start on incident (start_day, id);
create index incident_country on incident (country, start_day);
create index incident_type on incident (type, start_day);
create index incident_place on incident (place_folded);
create index incident_admin1 on incident (admin1_folded);
create index incident_lat on incident (lat);
create index incident_killed on incident (killed, id);
create index incident_changed on incident (changed, id);
create index incident_published on incident (first_published, id);
create index incident_claim on incident (claim_state, start_day);

create table link (
	telling  text primary key references telling (key),
	incident text not null references incident (id),
	score    double precision not null,
	reasons  text not null,           -- JSON
	author   text not null
);
create index link_incident on link (incident);

-- Where editors have put tellings.
create table ruling (
	telling  text primary key references telling (key),
	incident text not null references incident (id)
);
create index ruling_incident on ruling (incident);

create table edit_subject (
	subject text not null,            -- an incident, a telling, a report, an actor
	path    text not null,            -- of the value in it; empty for where tellings are
	edit    bigint not null references edit (id),
	primary key (subject, path, edit)
);
create index edit_subject_edit on edit_subject (edit);

create table actor (
	id      text primary key,
	name    text not null,
	kind    text not null,
	country text not null,
	parent  text not null
);

create table alias (
	actor  text not null references actor (id),
	name   text not null,
	folded text not null,
	state  text not null,             -- empty, confirmed or refused
	primary key (actor, name)
);
create index alias_folded on alias (folded);

create table alias_report (
	actor  text not null,
	name   text not null,
	report text not null references report (id),
	primary key (actor, name, report),
	foreign key (actor, name) references alias (actor, name)
);
create index alias_report_report on alias_report (report);

-- Who plays which part in what is told.
create table involved (
	actor   text not null references actor (id),
	telling text not null references telling (key),
	role    text not null,
	primary key (actor, telling, role)
);
create index involved_telling on involved (telling);
