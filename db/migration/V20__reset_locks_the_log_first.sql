-- As before, but locks are taken in the order in which all others take them: the head, as an append does, then the log's
-- table, then the positions of followers, then their tables. A follower that moves its position looks into the log in the
-- same statement: it has the log's table before its position, and would wait for a reset that waits for it.
--
-- tables  of the followers
create or replace function event_log_reset(tables text[] default '{}') returns void
language plpgsql as $$
declare
    new_epoch integer;
    followers text;
begin
    perform set_config('lock_timeout', '2s', true);
    update event_log_head set epoch = epoch + 1, position = 0, hash = decode(repeat('00', 32), 'hex')
    returning epoch into new_epoch;
    lock table event_log in access exclusive mode;
    perform from follower_position order by name for update;
    if cardinality(tables) > 0 then
        select string_agg(format('%I', name), ', ') into followers from unnest(tables) as name;
        execute 'truncate ' || followers;
    end if;
    update follower_position set epoch = new_epoch, position = 0;
    perform set_config('event_log.reset', 'on', true);
    truncate event_log;
    perform set_config('event_log.reset', 'off', true);
    perform pg_notify('event_log', new_epoch || ' 0');
end
$$;
