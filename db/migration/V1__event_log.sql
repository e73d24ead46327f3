-- The log of all events. Rows are only ever added, by event_log_append.
create table event_log (
    position   bigint      not null primary key,
    contact_id uuid        not null,
    sequence   integer     not null check (sequence >= 0),
    event_id   uuid        not null,
    type       text        not null,
    revision   integer     not null,
    at         timestamptz not null,
    data       json        not null,
    metadata   json        not null,
    hash       bytea       not null check (octet_length(hash) = 32),
    unique (contact_id, sequence)
);

-- Finds the place of a time in the log, for next to nothing: times ascend with positions, or nearly.
create index event_log_at on event_log using brin (at);

-- The end of the log, in one row. Whoever appends locks it; so the order of positions is the order of commits.
-- The epoch counts the resets: a reader can tell by it that a log which has grown again is another one.
create table event_log_head (
    only_row boolean not null default true primary key check (only_row),
    epoch    integer not null,
    position bigint  not null,
    hash     bytea   not null check (octet_length(hash) = 32)
) with (fillfactor = 10);

insert into event_log_head (epoch, position, hash) values (0, 0, decode(repeat('00', 32), 'hex'));

-- The latest snapshot of a contact, if it has one: a shortcut to its state, never a source of it.
create table event_log_snapshot (
    contact_id uuid        not null primary key,
    sequence   integer     not null,
    event_id   uuid        not null,
    type       text        not null,
    revision   integer     not null,
    at         timestamptz not null,
    data       json        not null,
    metadata   json        not null
);

-- What the installation made up for itself at its first start. Outlives a reset.
create table installation (
    only_row    boolean     not null default true primary key check (only_row),
    instance_id uuid        not null,
    flow_id     uuid        not null,
    secret      bytea       not null,
    created_at  timestamptz not null
);

-- Appends the events of some commands, each of another contact, and is to be called as a transaction of its own: one
-- round trip, and the head is never locked while a client has its turn.
--
-- firsts         the indexes, from 1, at which the events of the next command begin
-- digests        SHA-256 over the fields of each event; hash = sha256(hash before || position as int8 || digest)
-- announce       tell all nodes
-- refused        the contacts whose command does not continue them; such a command leaves nothing behind
create function event_log_append(
    firsts integer[], contact_ids uuid[], sequences integer[], event_ids uuid[], types text[], revisions integer[],
    micros bigint[], datas text[], metadatas text[], digests bytea[], announce boolean,
    out head_epoch integer, out head_position bigint, out head_hash bytea, out refused uuid[])
language plpgsql as $$
declare
    -- Of full length from the start: unnest would take the first element that is ever set for that of the first event.
    positions bigint[] := array_fill(null::bigint, array[cardinality(contact_ids)]);
    hashes    bytea[]  := array_fill(null::bytea, array[cardinality(contact_ids)]);
begin
    select epoch, position, hash into strict head_epoch, head_position, head_hash from event_log_head for update;

    -- Scalar subqueries, since these are always looked up one by one; "exists" may become a scan of the whole table when
    -- the plan is made while the table is small.
    select array_agg(contact_ids[i]) into refused
    from unnest(firsts) as i
    where (select true from event_log where contact_id = contact_ids[i] and sequence = sequences[i])
        or sequences[i] > 0
            and (select true from event_log where contact_id = contact_ids[i] and sequence = sequences[i] - 1) is null;

    for i in 1 .. cardinality(contact_ids) loop
        if refused is null or contact_ids[i] <> all (refused) then
            head_position := head_position + 1;
            head_hash := sha256(head_hash || int8send(head_position) || digests[i]);
            positions[i] := head_position;
            hashes[i] := head_hash;
        end if;
    end loop;

    insert into event_log (position, contact_id, sequence, event_id, type, revision, at, data, metadata, hash)
    select e.position, e.contact_id, e.sequence, e.event_id, e.type, e.revision,
           timestamptz 'epoch' + e.micros * interval '1 microsecond', e.data::json, e.metadata::json, e.hash
    from unnest(positions, contact_ids, sequences, event_ids, types, revisions, micros, datas, metadatas, hashes)
         as e (position, contact_id, sequence, event_id, type, revision, micros, data, metadata, hash)
    where e.position is not null;

    update event_log_head set position = head_position, hash = head_hash;

    if announce then
        perform pg_notify('event_log', head_epoch || ' ' || head_position);
    end if;
end
$$;

-- Empties the log and its snapshots. There is no other way to take an event out of the log.
create function event_log_reset() returns void
language plpgsql as $$
declare
    new_epoch integer;
begin
    update event_log_head set epoch = epoch + 1, position = 0, hash = decode(repeat('00', 32), 'hex')
    returning epoch into new_epoch;
    perform set_config('event_log.reset', 'on', true);
    truncate event_log, event_log_snapshot;
    perform set_config('event_log.reset', 'off', true);
    perform pg_notify('event_log', new_epoch || ' 0');
end
$$;

create function event_log_refuse() returns trigger
language plpgsql as $$
begin
    if tg_op = 'TRUNCATE' and current_setting('event_log.reset', true) = 'on' then
        return null;
    end if;
    raise exception 'the event log is append-only: % refused', tg_op using errcode = 'insufficient_privilege';
end
$$;

create trigger event_log_is_append_only
    before update or delete or truncate on event_log
    for each statement execute function event_log_refuse();
