-- How often a view's rows have been replaced by those of a rebuild: what a writer had read of them before is old then.
alter table view_position add column rebuilds integer not null default 0;
