-- Appends as before, for less: where a contact ends is looked up once, not twice, and times and JSON come as what they
-- are instead of being made of numbers and texts.
drop function event_log_append;

-- Appends the events of some commands, each of another contact, and is to be called as a transaction of its own: one
-- round trip, and the head is never locked while a client has its turn.
--
-- firsts         the indexes, from 1, at which the events of the next command begin
-- digests        SHA-256 over the fields of each event; hash = sha256(hash before || position as int8 || digest)
-- announce       tell all nodes
-- refused        the contacts whose command does not continue them; such a command leaves nothing behind
create function event_log_append(
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
