-- How far each view has come. Who writes a view locks its row first, so that several nodes take turns.
-- The epoch counts the resets of the log: what was read before a reset is not applied after it.
create table view_position (
    view     text   primary key,
    position bigint not null default 0,
    epoch    bigint not null default 0
);

insert into view_position (view) values ('contact');

-- One row for each contact: the fold of its events. May be emptied and rebuilt from the log at any time.
create table contact_view (
    contact_id               uuid        primary key,
    instance_id              text        not null,
    flow_id                  text        not null,
    source_id                text        not null,
    destination_id           text        not null,
    subtype                  text,
    number                   integer     not null,
    customer_id              uuid        not null,
    customer_name            text        not null,
    supported_content_types  jsonb       not null,
    streaming_endpoint_arn   text,
    attributes               jsonb       not null,
    segment_attributes       jsonb       not null,
    tags                     jsonb       not null,
    initiated_at             timestamptz not null,
    connected_at             timestamptz,
    expires_at               timestamptz not null,
    ended_at                 timestamptz,
    disconnect_reason        text,
    last_update_at           timestamptz not null,
    messages                 integer     not null,
    customer_messages        integer     not null,
    customer_message_chars   bigint      not null,
    last_customer_message_at timestamptz,
    position                 bigint      not null
) with (fillfactor = 70);

-- None of these holds a column that a message changes: a busy chat's row is updated in place (HOT).
create index contact_view_by_start on contact_view (instance_id, initiated_at desc, contact_id);
create index contact_view_by_end on contact_view (instance_id, ended_at desc, contact_id) where ended_at is not null;
create index contact_view_by_chat on contact_view (source_id, initiated_at desc, contact_id);
create index contact_view_by_destination on contact_view (destination_id, initiated_at desc, contact_id);
create index contact_view_due on contact_view (expires_at, contact_id) where ended_at is null;
