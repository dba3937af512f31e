-- What makes adding and listing fast: SQLite.

-- What a telling is compared by, and the number of its report.
alter table telling add column digest text not null default '';
alter table telling add column number integer not null default 0;
update telling set number = (select number from report where id = telling.report);
update telling set wide = case when near_to - near_from > 32 then 2 when near_to - near_from >= 2 then 1 else 0 end;
create index telling_number on telling (number, stands);

-- What is looked for near a telling.
drop index telling_near;
drop index telling_day;
drop index telling_place;
create index telling_near on telling (country, wide, near_from, near_to, lat, lon, place_grain, admin1, clear, main) where stands = key and rejected = 0;
create index telling_day on telling (wide, near_from, near_to) where stands = key and rejected = 0;
create index telling_place on telling (place_id, wide, near_from, near_to) where stands = key and rejected = 0 and wide > 0;

-- Each row once, and not again in an index.
create table banded (value integer not null, report integer not null references report (number), primary key (value, report)) without rowid;
insert into banded select value, report from band order by value, report;
drop table band;
alter table banded rename to band;

create table partaker (
	telling text not null references telling (key),
	actor   text not null references actor (id),
	role    text not null,
	primary key (telling, actor, role)
) without rowid;
insert into partaker select telling, actor, role from involved order by telling, actor, role;
drop table involved;
alter table partaker rename to involved;

-- The least hashes of the three-word runs of a text, by which it is compared with others.
create table sketch (
	report integer primary key references report (number),
	runs   blob not null              -- four bytes each, in order
);

-- In which incidents an actor has a part, by their days: of those that tellings and their copies tell of.
create table part (
	incident text not null references incident (id),
	actor    text not null,
	role     text not null,           -- empty for any
	day      integer,
	primary key (incident, actor, role)
) without rowid;
insert into part select distinct l.incident, v.actor, r.role, i.start_day from involved v join telling t on t.key = v.telling
	join link l on l.telling = t.stands join incident i on i.id = l.incident
	join (select distinct role from involved union select '') r on r.role in ('', v.role);
create index part_actor on part (actor, role, day, incident);

-- The words are merged a little with each report, not much with one of many.
insert into word (word, rank) values ('automerge', 0);

drop index incident_lat;
drop index incident_place;
drop index incident_admin1;
drop index incident_country;
create index incident_box on incident (lat, lon, start_day, id);
create index incident_place on incident (place_folded, start_day, id);
create index incident_admin1 on incident (admin1_folded, start_day, id);
create index incident_country on incident (country, start_day, id);
create index incident_deadly on incident (country, killed, id);
