-- Deliveries that were not made at once: their attempt failed or is not over, they were parked, or somebody has changed them
-- by hand. All others follow from the log and from the position of the follower "delivery", and have no row.
--
-- destination, position, ordinal  which delivery: of the event at a position, to the how-manieth target of a destination
-- copy        0, or the number of a duplicate that was asked for
-- due_at      when the next attempt may be made
-- by_hand     whether the row is kept when it has been delivered at the first attempt
create table delivery (
    id          bigint generated always as identity primary key,
    destination text        not null,
    position    bigint      not null,
    ordinal     integer     not null,
    copy        integer     not null default 0,
    target      text        not null,
    contact_id  uuid        not null,
    state       text        not null check (state in ('PENDING', 'FAILED', 'PARKED', 'DROPPED', 'DELIVERED')),
    attempts    integer     not null default 0,
    error       text,
    due_at      timestamptz not null default clock_timestamp(),
    changed_at  timestamptz not null default clock_timestamp(),
    by_hand     boolean     not null default false,
    unique (destination, position, ordinal, copy)
) with (fillfactor = 70);

-- The deliveries of a contact to a target wait behind one another, in the order of their ids.
create index delivery_open on delivery (contact_id, destination, target, id)
    where state in ('PENDING', 'FAILED', 'PARKED');
create index delivery_by_contact on delivery (contact_id, position);
create index delivery_by_position on delivery (position);
create index delivery_by_change on delivery (changed_at);

-- Deliveries begin here: what is in the log already is not sent.
insert into follower_position (name, epoch, position)
select 'delivery', epoch, position from event_log_head;
