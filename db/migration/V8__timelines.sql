-- An append says on which epoch of the log it was decided, and is refused on another: a node that has not heard of a reset
-- learns of it that way.
drop function event_log_append;

-- Appends the events of some commands, each of another contact, and is to be called as a transaction of its own: one
-- round trip, and the head is never locked while a client has its turn. Without events it changes nothing, but its commit
-- confirms, with the durability and replication of any other, all that was committed before.
--
-- expected_epoch the epoch on which the commands were decided; nothing is appended if the log has another
-- firsts         the indexes, from 1, at which the events of the next command begin
-- digests        SHA-256 over the fields of each event; hash = sha256(hash before || position as int8 || digest)
-- announce       tell all nodes
-- refused        the contacts whose command does not continue them; such a command leaves nothing behind
create function event_log_append(
    expected_epoch integer,
    firsts integer[], contact_ids uuid[], sequences integer[], event_ids uuid[], types text[], revisions integer[],
    ats timestamptz[], datas json[], metadatas json[], digests bytea[], announce boolean,
    out head_epoch integer, out head_position bigint, out head_hash bytea, out refused uuid[])
language plpgsql as $$
declare
    -- Of full length from the start: unnest would take the first element that is ever set for that of the first event.
    positions bigint[] := array_fill(null::bigint, array[cardinality(contact_ids)]);
    hashes    bytea[]  := array_fill(null::bytea, array[cardinality(contact_ids)]);
begin
    select epoch, position, hash into strict head_epoch, head_position, head_hash from event_log_head for update;
    if head_epoch <> expected_epoch then
        return;
    end if;

    -- A scalar subquery, since this is always looked up one by one; a join may become a scan of the whole table when the
    -- plan is made while the table is small.
    select array_agg(contact_ids[i]) into refused
    from unnest(firsts) as i
    where sequences[i] - 1 <> coalesce((
        select sequence from event_log
        where contact_id = contact_ids[i] and sequence >= sequences[i] - 1
        order by sequence desc limit 1), -1);

    for i in 1 .. cardinality(contact_ids) loop
        if refused is null or contact_ids[i] <> all (refused) then
            head_position := head_position + 1;
            head_hash := sha256(head_hash || int8send(head_position) || digests[i]);
            positions[i] := head_position;
            hashes[i] := head_hash;
        end if;
    end loop;

    insert into event_log (position, contact_id, sequence, event_id, type, revision, at, data, metadata, hash)
    select e.*
    from unnest(positions, contact_ids, sequences, event_ids, types, revisions, ats, datas, metadatas, hashes)
         as e (position, contact_id, sequence, event_id, type, revision, at, data, metadata, hash)
    where e.position is not null;

    update event_log_head set position = head_position, hash = head_hash;

    if announce then
        perform pg_notify('event_log', head_epoch || ' ' || head_position);
    end if;
end
$$;

-- The ids of a chat's contacts are derived with the epoch from now on, so that they do not repeat after a reset; but those
-- of the epoch that is current now stay as they are.
do $$
begin
    execute format('alter table installation add column unnumbered_epoch integer not null default %s',
        (select epoch from event_log_head));
end
$$;
