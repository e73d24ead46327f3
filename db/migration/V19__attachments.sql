-- Files of chats: what their senders announce and upload. That a file was sent is in the log, as AttachmentSent.
--
-- state       ANNOUNCED; UPLOADED, the content is there and may be replaced; COMPLETING, it is final and one call is about
--             to send it; COMPLETED, it was sent
-- completion  identifies the call that sends it
-- remove_at   by the simulator's clock, unless it is sent
create table attachment (
    id             uuid    primary key,
    contact_id     uuid    not null,
    participant_id uuid    not null,
    name           text    not null,
    content_type   text    not null,
    size_in_bytes  integer not null,
    state          text    not null check (state in ('ANNOUNCED', 'UPLOADED', 'COMPLETING', 'COMPLETED')),
    completion     uuid,
    remove_at      timestamptz
);
create index attachment_contact_id on attachment (contact_id);
create index attachment_remove_at on attachment (remove_at) where remove_at is not null;

-- The content of a file, in the order of the numbers, which begin at 0. Most files are compressed already.
create table attachment_part (
    attachment_id uuid    not null references attachment on delete cascade,
    number        integer not null,
    content       bytea   not null,
    primary key (attachment_id, number)
);
alter table attachment_part alter column content set storage external;
