-- Fewer pages are written with each report, and what is counted is kept: Postgres.

drop index telling_report;        -- telling_number does it
drop index incident_type;         -- incident_type_day does it
drop index alias_report_report;
drop index report_source;
drop index report_copy;
drop index report_newer;
drop index incident_claim;
drop index incident_there;
create index report_copied on report (source_report, number) where source_report <> id;
create index report_day on report ((coalesce(published_at, retrieved)), number);
create index report_outdated on report (newer, number) where newer is not null;
create index incident_claimed on incident (claim_state, start_day desc nulls last, id desc) where claim_state <> 'unmentioned';
create index incident_long on incident (start_day desc nulls last, id desc) where end_day - start_day > 31;
create index incident_merged on incident (merged_into) where merged_into is not null;

-- How many there are.
create table tally (
	name  text primary key,
	count bigint not null
);
insert into tally values
	('reports', (select count(*) from report)),
	('copies', (select count(*) from report where source_report <> id)),
	('outdated', (select count(*) from report where newer is not null)),
	('tellings', (select count(*) from telling)),
	('incidents', (select count(*) from incident where tellings > 0));
create function tally_report() returns trigger language plpgsql as $$ begin
	update tally set count = count + case name
		when 'reports' then case tg_op when 'INSERT' then 1 else 0 end
		when 'copies' then (new.source_report <> new.id)::int - case tg_op when 'INSERT' then 0 else (old.source_report <> old.id)::int end
		else (new.newer is not null)::int - case tg_op when 'INSERT' then 0 else (old.newer is not null)::int end
	end where name in ('reports', 'copies', 'outdated');
	return null;
end $$;
create function tally_telling() returns trigger language plpgsql as $$ begin
	update tally set count = count + case tg_op when 'INSERT' then 1 else -1 end where name = 'tellings';
	return null;
end $$;
create function tally_incident() returns trigger language plpgsql as $$ begin
	update tally set count = count + (new.tellings > 0)::int - case tg_op when 'INSERT' then 0 else (old.tellings > 0)::int end where name = 'incidents';
	return null;
end $$;
create trigger tally_report after insert or update of newer, source_report on report for each row execute function tally_report();
create trigger tally_telling after insert or delete on telling for each row execute function tally_telling();
create trigger tally_incident after insert or update of tellings on incident for each row execute function tally_incident();
