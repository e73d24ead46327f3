r"""Verifies an export of the event log, written from the description of the hashes and nothing else.

  python3 verify_log.py http://127.0.0.1:8080   the log of a running simulator, page by page
  python3 verify_log.py < log.json              what GET /_simulator/log/events has returned, one page after the other
  python3 verify_log.py < log.csv               what this command of psql, which is one line, has written:

\copy (select position, contact_id, sequence, event_id, type, revision, (extract(epoch from at) * 1000000)::bigint, data, metadata, encode(hash, 'hex') from event_log order by position) to log.csv csv

Prints position and hash of the last event. Fails with the first position that is wrong, or if there is no event at all.
"""
import calendar, csv, hashlib, io, json, re, struct, sys, time, urllib.request, uuid

SECONDS_FROM_1970_TO_2000 = 946684800
csv.field_size_limit(1 << 30)
decode = json.JSONDecoder().raw_decode


def skip_spaces(text, at):
    return re.compile(r"\s*").match(text, at).end()


def members(text, at):
    """The members of the JSON object at a place, each as it is written, for that is what was hashed; and its end."""
    found = {}
    at = skip_spaces(text, at + 1)
    while text[at] != "}":
        name, at = decode(text, at)
        at = skip_spaces(text, skip_spaces(text, at) + 1)
        _, end = decode(text, at)
        found[name] = text[at:end]
        at = skip_spaces(text, end)
        if text[at] == ",":
            at = skip_spaces(text, at + 1)
    return found, at + 1


def micros(instant):
    seconds, _, fraction = instant.rstrip("Z").partition(".")
    return calendar.timegm(time.strptime(seconds, "%Y-%m-%dT%H:%M:%S")) * 1000000 + int(fraction.ljust(6, "0")[:6])


def rows_of_page(events):
    at = skip_spaces(events, 1)
    while events[at] != "]":
        event, at = members(events, at)
        text = {name: json.loads(event[name]) for name in event if name not in ("data", "metadata")}
        yield [text["position"], text["contactId"], text["sequence"], text["eventId"], text["type"], text["revision"],
               micros(text["time"]), event["data"], event["metadata"], text["hash"]]
        at = skip_spaces(events, at)
        if events[at] == ",":
            at = skip_spaces(events, at + 1)


def rows_of_pages(text):
    at = skip_spaces(text, 0)
    while at < len(text):
        page, at = members(text, at)
        yield from rows_of_page(page["events"])
        at = skip_spaces(text, at)


def rows_of_simulator(url):
    after = "0"
    while after is not None:
        with urllib.request.urlopen(f"{url}/_simulator/log/events?after={after}") as response:
            page, _ = members(response.read().decode(), 0)
        yield from rows_of_page(page["events"])
        after = json.loads(page.get("nextToken") or page.get("nextAfter") or "null")


def rows_of_file(file):
    start = file.read(1)
    if start == "{":
        return rows_of_pages(start + file.read())
    first = io.StringIO(start + file.readline(), newline="")
    return csv.reader(line for part in (first, file) for line in part)


def field(content):
    return struct.pack(">i", len(content)) + content


def digest(row):
    return hashlib.sha256(
        field(uuid.UUID(row[1]).bytes)
        + field(struct.pack(">i", int(row[2])))
        + field(uuid.UUID(row[3]).bytes)
        + field(row[4].encode())
        + field(struct.pack(">i", int(row[5])))
        + field(struct.pack(">q", int(row[6]) - SECONDS_FROM_1970_TO_2000 * 1000000))
        + field(row[7].encode())
        + field(row[8].encode())
    ).digest()


def verify(rows):
    position, last = 0, bytes(32)
    for row in rows:
        position += 1
        last = hashlib.sha256(last + struct.pack(">q", position) + digest(row)).digest()
        if int(row[0]) != position or row[9] != last.hex():
            sys.exit(f"first bad position: {position}")
    if position == 0:
        sys.exit("there are no events: nothing was verified")
    print(position, last.hex())


if len(sys.argv) > 1:
    verify(rows_of_simulator(sys.argv[1].rstrip("/")))
else:
    verify(rows_of_file(open(0, encoding="utf-8", newline="")))
