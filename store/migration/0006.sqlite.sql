-- Fewer pages are written with each report, and what is counted is kept: SQLite.

drop index telling_report;        -- telling_number does it
drop index incident_type;         -- incident_type_day does it
drop index alias_report_report;
drop index report_source;
drop index report_copy;
drop index report_newer;
drop index incident_claim;
drop index incident_there;
create index report_copied on report (source_report, number) where source_report <> id;
create index report_day on report (coalesce(published_at, retrieved), number);
create index report_outdated on report (newer, number) where newer is not null;
create index incident_claimed on incident (claim_state, start_day, id) where claim_state <> 'unmentioned';
create index incident_long on incident (start_day, id) where end_day - start_day > 31;
create index incident_merged on incident (merged_into) where merged_into is not null;

-- Each row once, and not again in an index.
create table linked (
	telling  text primary key references telling (key),
	incident text not null references incident (id),
	score    double precision not null,
	reasons  text not null,           -- JSON
	author   text not null
) without rowid;
insert into linked select telling, incident, score, reasons, author from link order by telling;
drop table link;
alter table linked rename to link;
create index link_incident on link (incident);

create table named (
	actor  text not null,
	name   text not null,
	report text not null references report (id),
	primary key (actor, name, report),
	foreign key (actor, name) references alias (actor, name)
) without rowid;
insert into named select actor, name, report from alias_report order by actor, name, report;
drop table alias_report;
alter table named rename to alias_report;

-- The words of sixteen reports are merged, then those of sixteen times sixteen: each is written a few
-- times, where it would be written ten.
insert into word (word, rank) values ('usermerge', 16);
insert into word (word, rank) values ('crisismerge', 64);

-- How many there are.
create table tally (
	name  text primary key,
	count integer not null
) without rowid;
insert into tally values
	('reports', (select count(*) from report)),
	('copies', (select count(*) from report where source_report <> id)),
	('outdated', (select count(*) from report where newer is not null)),
	('tellings', (select count(*) from telling)),
	('incidents', (select count(*) from incident where tellings > 0));
create trigger tally_report after insert on report begin
	update tally set count = count + 1
		where name = 'reports' or name = 'copies' and new.source_report <> new.id or name = 'outdated' and new.newer is not null;
end;
create trigger tally_newer after update of newer on report when (old.newer is null) <> (new.newer is null) begin
	update tally set count = count + (new.newer is not null) - (old.newer is not null) where name = 'outdated';
end;
create trigger tally_source after update of source_report on report when (old.source_report <> old.id) <> (new.source_report <> new.id) begin
	update tally set count = count + (new.source_report <> new.id) - (old.source_report <> old.id) where name = 'copies';
end;
create trigger tally_telling after insert on telling begin
	update tally set count = count + 1 where name = 'tellings';
end;
create trigger tally_telling_gone after delete on telling begin
	update tally set count = count - 1 where name = 'tellings';
end;
create trigger tally_incident after insert on incident when new.tellings > 0 begin
	update tally set count = count + 1 where name = 'incidents';
end;
create trigger tally_incident_left after update of tellings on incident when (old.tellings > 0) <> (new.tellings > 0) begin
	update tally set count = count + (new.tellings > 0) - (old.tellings > 0) where name = 'incidents';
end;
