-- How far each follower of the log has come. The position moves in the transaction that writes what the follower has made
-- of the events, and only from where the writer believes it to be.
--
-- epoch       of the log; a reset moves all followers to the beginning of the new one
-- generation  counts the rebuilds: what a writer had read before one is outdated
-- holder      the node that has the lease, where only one node may be active at a time
-- token       counts the leases; who writes under an older one is refused
create table follower_position (
    name       text        primary key,
    epoch      integer     not null,
    position   bigint      not null,
    generation integer     not null default 0,
    holder     uuid,
    token      bigint      not null default 0,
    held_until timestamptz
) with (fillfactor = 50);

-- The view may be further than the log only if the log was reset without it; it is then rebuilt from the beginning.
insert into follower_position (name, epoch, position, generation)
select 'contact_view', head.epoch, view.position, view.rebuilds
from view_position view, event_log_head head
where view.view = 'contact';

drop table view_position;

-- Empties the log, moves its followers to its beginning and empties what they have written, in one transaction. There is
-- no other way to take an event out of the log. Locks are taken in the order in which followers take them: their
-- positions first, then their tables. Appends wait for the log's table for two seconds at most, behind a long reader.
--
-- tables  of the followers
create function event_log_reset(tables text[] default '{}') returns void
language plpgsql as $$
declare
    new_epoch integer;
    followers text;
begin
    perform set_config('lock_timeout', '2s', true);
    perform from follower_position order by name for update;
    if cardinality(tables) > 0 then
        select string_agg(format('%I', name), ', ') into followers from unnest(tables) as name;
        execute 'truncate ' || followers;
    end if;
    update event_log_head set epoch = epoch + 1, position = 0, hash = decode(repeat('00', 32), 'hex')
    returning epoch into new_epoch;
    update follower_position set epoch = new_epoch, position = 0;
    perform set_config('event_log.reset', 'on', true);
    truncate event_log;
    perform set_config('event_log.reset', 'off', true);
    perform pg_notify('event_log', new_epoch || ' 0');
end
$$;
