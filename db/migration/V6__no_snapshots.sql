-- Nothing was ever stored as a snapshot, and no hash covers one. State comes from the log alone.
create or replace function event_log_reset() returns void
language plpgsql as $$
declare
    new_epoch integer;
begin
    update event_log_head set epoch = epoch + 1, position = 0, hash = decode(repeat('00', 32), 'hex')
    returning epoch into new_epoch;
    perform set_config('event_log.reset', 'on', true);
    truncate event_log;
    perform set_config('event_log.reset', 'off', true);
    perform pg_notify('event_log', new_epoch || ' 0');
end
$$;

drop table event_log_snapshot;
