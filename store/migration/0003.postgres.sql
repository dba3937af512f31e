-- What makes adding and listing fast: Postgres.

-- What a telling is compared by, and the number of its report.
alter table telling add column digest text not null default '';
alter table telling add column number bigint not null default 0;
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

-- The least hashes of the three-word runs of a text, by which it is compared with others.
create table sketch (
	report bigint primary key references report (number),
	runs   bytea not null             -- four bytes each, in order
);

-- In which incidents an actor has a part, by their days: of those that tellings and their copies tell of.
create table part (
	incident text not null references incident (id),
	actor    text not null,
	role     text not null,           -- empty for any
	day      integer,
	primary key (incident, actor, role)
);
insert into part select distinct l.incident, v.actor, r.role, i.start_day from involved v join telling t on t.key = v.telling
	join link l on l.telling = t.stands join incident i on i.id = l.incident
	join (select distinct role from involved union select '') r on r.role in ('', v.role);
create index part_actor on part (actor, role, day desc nulls last, incident desc);

drop index incident_start;
drop index incident_killed;
drop index incident_lat;
drop index incident_place;
drop index incident_admin1;
drop index incident_country;
create index incident_start on incident (start_day desc nulls last, id desc);
create index incident_killed on incident (killed desc nulls last, id desc);
create index incident_box on incident (lat, lon, start_day, id);
create index incident_place on incident (place_folded, start_day desc nulls last, id desc);
create index incident_admin1 on incident (admin1_folded, start_day desc nulls last, id desc);
create index incident_country on incident (country, start_day desc nulls last, id desc);
create index incident_deadly on incident (country, killed desc nulls last, id desc);
