-- What listings of one type are sorted by: SQLite, where nothing stands last in a falling order.

create index incident_type_killed on incident (type, killed, id);
create index incident_type_day on incident (type, start_day, id);
