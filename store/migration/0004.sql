-- Forecasts that reports pass on: the same text for both databases. Those of reports that were
-- added before are there once they are read again.

create table warning (
	key         text primary key,     -- "report/statement"
	report      text not null references report (id),
	statement   text not null,
	speaker     text not null,        -- in the report's words; empty for the report's own voice
	actor       text not null,        -- who may act; empty if unnamed
	said        text not null,
	said_day    integer not null,
	horizon_day integer,              -- the last day of its horizon; null if open
	forecast    text not null,        -- JSON
	incident    text references incident (id), -- that an editor says it foretold
	author      text not null,        -- that editor
	listed      integer not null      -- by a report that stands for itself: no copy, no older version
);
create index warning_report on warning (report);
create index warning_actor on warning (actor, said_day);
create index warning_said on warning (said_day, key);
create index warning_horizon on warning (horizon_day);
create index warning_incident on warning (incident);

create index report_site on report (site);
create index report_language on report (language);

-- What is counted.
create index report_copy on report (number) where source_report <> id;
create index incident_there on incident (tellings) where tellings > 0;
create index incident_settled on incident (settled) where settled = 1;
