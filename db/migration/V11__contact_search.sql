-- A search walks the contacts in its order, by one of these, or examines the few contacts that one of its criteria leaves.
-- Each index can be read in both directions, with the contact's id in the same direction. Still none of them holds a column
-- that a message changes.
drop index contact_view_by_start, contact_view_by_end, contact_view_by_chat, contact_view_by_destination;
create index contact_view_by_start on contact_view (initiated_at, contact_id);
create index contact_view_by_expiry on contact_view (expires_at, contact_id);
create index contact_view_by_end
    on contact_view (coalesce(ended_at, timestamptz '9999-12-31 23:59:59Z'), contact_id);
create index contact_view_active on contact_view (initiated_at, contact_id) where ended_at is null;
create index contact_view_by_instance on contact_view (instance_id);
create index contact_view_by_chat on contact_view (source_id, initiated_at, contact_id);
create index contact_view_by_destination on contact_view (destination_id, initiated_at, contact_id);

-- The attributes (a), segment attributes (s) and tags (t) of the rows of contact_view, kept by triggers, so that a message,
-- which changes none of them, costs nothing here. Of names and values the beginnings: what is found is compared in full.
create table contact_view_pair (
    kind         "char"           not null,
    name         text collate "C" not null,
    value        text collate "C" not null,
    initiated_at timestamptz      not null,
    contact_id   uuid             not null
);

create function contact_view_pairs(
    contact_id uuid, initiated_at timestamptz, attributes jsonb, segment_attributes jsonb, tags jsonb)
returns setof contact_view_pair
language sql immutable as $$
    select 'a'::"char", left(key, 128), left(value, 128), initiated_at, contact_id from jsonb_each_text(attributes)
    union all
    select 's'::"char", left(key, 128), left(value, 128), initiated_at, contact_id from jsonb_each_text(segment_attributes)
    union all
    select 't'::"char", left(key, 128), left(value, 128), initiated_at, contact_id from jsonb_each_text(tags)
$$;

insert into contact_view_pair
select pair.*
from contact_view c, contact_view_pairs(c.contact_id, c.initiated_at, c.attributes, c.segment_attributes, c.tags) pair;

create index contact_view_pair_by_value on contact_view_pair (kind, name, value, initiated_at, contact_id);

create function contact_view_pairs_added() returns trigger
language plpgsql as $$
begin
    insert into contact_view_pair
    select pair.*
    from added c, contact_view_pairs(c.contact_id, c.initiated_at, c.attributes, c.segment_attributes, c.tags) pair;
    return null;
end
$$;

create function contact_view_pairs_removed() returns trigger
language plpgsql as $$
begin
    delete from contact_view_pair stored
    using removed c, contact_view_pairs(c.contact_id, c.initiated_at, c.attributes, c.segment_attributes, c.tags) pair
    where (stored.kind, stored.name, stored.value, stored.initiated_at, stored.contact_id)
        = (pair.kind, pair.name, pair.value, pair.initiated_at, pair.contact_id);
    return null;
end
$$;

create function contact_view_pairs_changed() returns trigger
language plpgsql as $$
begin
    delete from contact_view_pair stored
    using contact_view_pairs(old.contact_id, old.initiated_at, old.attributes, old.segment_attributes, old.tags) pair
    where (stored.kind, stored.name, stored.value, stored.initiated_at, stored.contact_id)
        = (pair.kind, pair.name, pair.value, pair.initiated_at, pair.contact_id);
    insert into contact_view_pair
    select * from contact_view_pairs(new.contact_id, new.initiated_at, new.attributes, new.segment_attributes, new.tags);
    return null;
end
$$;

create trigger contact_view_pairs_added
    after insert on contact_view referencing new table as added
    for each statement execute function contact_view_pairs_added();

create trigger contact_view_pairs_removed
    after delete on contact_view referencing old table as removed
    for each statement execute function contact_view_pairs_removed();

create trigger contact_view_pairs_changed
    after update on contact_view
    for each row
    when ((old.attributes, old.segment_attributes, old.tags, old.initiated_at)
        is distinct from (new.attributes, new.segment_attributes, new.tags, new.initiated_at))
    execute function contact_view_pairs_changed();
