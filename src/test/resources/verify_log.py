"""Verifies an export of the event log, written from the description of the hashes and nothing else.

Reads CSV as this command of psql writes it, and prints position and hash of the last event:

  \\copy (select position, contact_id, sequence, event_id, type, revision,
                (extract(epoch from at) * 1000000)::bigint, data, metadata, encode(hash, 'hex')
         from event_log order by position) to stdout csv
"""
import csv, hashlib, struct, sys, uuid

SECONDS_FROM_1970_TO_2000 = 946684800
csv.field_size_limit(1 << 30)


def field(content):
    return struct.pack(">i", len(content)) + content


position, last = 0, bytes(32)
for row in csv.reader(open(0, encoding="utf-8", newline="")):
    position += 1
    digest = hashlib.sha256(
        field(uuid.UUID(row[1]).bytes)
        + field(struct.pack(">i", int(row[2])))
        + field(uuid.UUID(row[3]).bytes)
        + field(row[4].encode())
        + field(struct.pack(">i", int(row[5])))
        + field(struct.pack(">q", int(row[6]) - SECONDS_FROM_1970_TO_2000 * 1000000))
        + field(row[7].encode())
        + field(row[8].encode())
    ).digest()
    last = hashlib.sha256(last + struct.pack(">q", position) + digest).digest()
    if int(row[0]) != position or row[9] != last.hex():
        sys.exit(f"first bad position: {position}")
print(position, last.hex())
