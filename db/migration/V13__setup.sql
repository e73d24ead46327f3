-- What users set up, as in Amazon Connect: instances, flows, imported phone numbers, and which destinations are bound to
-- which flow. Configuration, not history: rows are changed and deleted. The installation's own instance and its default
-- flow have no rows; rows name them by their ids. A reset empties these tables.
create table setup_instance (
    id                       uuid        not null primary key,
    alias                    text        unique,
    identity_management_type text        not null,
    inbound_calls            boolean     not null,
    outbound_calls           boolean     not null,
    tags                     jsonb       not null,
    created_at               timestamptz not null,
    call_id                  uuid        unique
);

create table setup_flow (
    id             uuid        not null primary key,
    instance_id    uuid        not null,
    name           text        not null,
    type           text        not null,
    status         text        not null,
    description    text,
    content        text        not null,
    content_sha256 text        not null,
    tags           jsonb       not null,
    created_at     timestamptz not null,
    call_id        uuid        unique,
    unique (instance_id, name)
);

-- source_arn  the number at the messaging service, which chats have as DestinationId
-- flow_id     the flow that its chats start with, if it has one
create table setup_number (
    id           uuid        not null primary key,
    instance_id  uuid        not null,
    source_arn   text        not null unique,
    phone_number text,
    description  text,
    flow_id      uuid,
    tags         jsonb       not null,
    created_at   timestamptz not null,
    call_id      uuid        unique
);

create table setup_flow_association (
    resource_id   text not null,
    resource_type text not null,
    instance_id   uuid not null,
    flow_id       uuid not null,
    primary key (resource_id, resource_type)
);

-- In one row: which version of the tables above is in the database, so that nodes know whether their copies are the
-- newest, and for which epoch of the log the seed has been applied. Each change locks it, so that changes have an order.
create table setup_version (
    only_row boolean not null default true primary key check (only_row),
    version  bigint  not null,
    epoch    integer not null
) with (fillfactor = 50);

insert into setup_version (version, epoch) values (0, -1);
