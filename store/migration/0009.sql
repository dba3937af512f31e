-- What editors keep apart: the same text for both databases.

-- What is told on one side of an edit is not what is told on the other.
create table apart (
	edit    bigint not null references edit (id),
	telling text not null references telling (key),
	side    integer not null,         -- 0 or 1
	primary key (telling, edit)
);
create index apart_edit on apart (edit, side);
