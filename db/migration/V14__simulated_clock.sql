-- The simulated clock, in one row: at the real time "since" it showed "time", and goes on at "scale" times the speed of
-- real time, 0 while it is frozen. Without a row it shows real time; a reset empties the table. The version counts the
-- changes, so that a node which reads an old row late does not go back to it.
create table simulated_clock (
    only_row boolean          not null default true primary key check (only_row),
    version  bigint           not null,
    time     timestamptz      not null,
    since    timestamptz      not null,
    scale    double precision not null check (scale >= 0)
);
