-- What listings of one type are sorted by: Postgres.

create index incident_type_killed on incident (type, killed desc nulls last, id desc);
create index incident_type_day on incident (type, start_day desc nulls last, id desc);
