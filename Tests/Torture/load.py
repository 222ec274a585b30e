"""Clients that rate and donate over HTTP/1.1, and remember what they were told. No more than the standard library."""

import asyncio
import collections
import json
import time


class Answer:
    """Status, headers by lower-case name, and body."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    def json(self):
        return json.loads(self.body)


class Client:
    """One connection that is kept and made again when it is lost. Not for two tasks at once."""

    def __init__(self, port, source=None):
        self.port, self.source = port, source
        self.reader = self.writer = None

    async def request(self, method, path, headers=(), body=b"", timeout=30.0):
        """The whole answer, or an error: OSError, EOFError or TimeoutError."""
        try:
            return await asyncio.wait_for(self._request(method, path, headers, body), timeout)
        except BaseException:
            self.close()
            raise

    async def _request(self, method, path, headers, body):
        if self.writer is None or self.reader.at_eof():
            self.close()
            source = (self.source, 0) if self.source else None
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port, local_addr=source)
        lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
        lines += [f"{name}: {value}" for name, value in headers]
        self.writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + body)
        await self.writer.drain()
        status = int((await self._line()).split(b" ")[1])
        answered = {}
        while line := await self._line():
            name, _, value = line.partition(b":")
            answered[name.decode().lower()] = value.strip().decode()
        answer = Answer(status, answered, await self._body(answered))
        if answered.get("connection", "").lower() == "close":
            self.close()
        return answer

    async def _line(self):
        line = await self.reader.readline()
        if not line.endswith(b"\n"):
            raise EOFError("the connection ended")
        return line.rstrip(b"\r\n")

    async def _body(self, headers):
        if "chunked" not in headers.get("transfer-encoding", ""):
            return await self.reader.readexactly(int(headers.get("content-length", 0)))
        body = bytearray()
        while size := int(await self._line(), 16):
            body += await self.reader.readexactly(size)
            await self._line()
        await self._line()
        return bytes(body)

    def close(self):
        if self.writer:
            self.writer.close()
        self.reader = self.writer = None


class Ledger:
    """What clients were told."""

    def __init__(self):
        self.acknowledged = {}  # key -> (kind, id, receipt)
        self.statuses = collections.Counter()
        self.failures = collections.Counter()
        self.latencies = []
        self.contradictions = []

    def note(self, key, kind, answer):
        told = (kind, answer["id"], answer.get("receipt"))
        if self.acknowledged.setdefault(key, told) != told:
            self.contradictions.append(key)

    def percentile(self, share):
        ordered = sorted(self.latencies)
        return ordered[min(len(ordered) - 1, int(len(ordered) * share))] if ordered else 0.0

    def ids(self, kind):
        return {id for told, id, _ in self.acknowledged.values() if told == kind}


def rating(number):
    """Path, headers and body of a rating by a rater of its own, which says something of its own."""
    body = {"experiment": "exp7", "part": 1, "score": number % 5 + 1, "rater": f"rater-{number}"}
    return "/v1/ratings", [("Content-Type", "application/json")], json.dumps(body).encode()


def donation(number):
    """The same of a chat."""
    text = f"You: Is this number {number}?\nAria: It is, and nobody will lose it.\nYou: Good.\nAria: Yes.\n"
    return "/v1/submissions?consent_training=true", [("Content-Type", "text/plain")], text.encode()


def item(number):
    """Four ratings, then a chat, and so on."""
    return ("submission", *donation(number)) if number % 5 == 4 else ("rating", *rating(number))


PASSING = {409, 429, 502, 503, 504, 507}


async def send(client, ledger, key, number, make=item):
    """One attempt. Returns the status; 0 when no whole answer came."""
    kind, path, headers, body = make(number)
    began = time.monotonic()
    try:
        answer = await client.request("POST", path, [*headers, ("Idempotency-Key", key)], body)
    except (OSError, EOFError, TimeoutError, ValueError, IndexError) as failure:
        ledger.failures[type(failure).__name__] += 1
        return 0
    ledger.statuses[answer.status] += 1
    if 200 <= answer.status < 300:
        ledger.latencies.append(time.monotonic() - began)
        ledger.note(key, kind, answer.json())
    elif answer.status not in PASSING:
        raise SystemExit(f"{path} was refused: {answer.status} {answer.body[:500]!r}")
    return answer.status


async def insist(client, ledger, key, number, make=item, pause=0.1):
    """Attempts until it is acknowledged."""
    while not 200 <= await send(client, ledger, key, number, make) < 300:
        await asyncio.sleep(pause)


async def register(service):
    """An experiment with one part, which ratings need."""
    client = Client(service.port)
    headers = [("Authorization", f"Bearer {service.token}"), ("Content-Type", "application/json")]
    about = json.dumps({"title": "Torture", "model": "v8", "parts_planned": 1}).encode()
    for path, body in [("/v1/experiments/exp7", about), ("/v1/experiments/exp7/parts/1", b'{"changed": "both"}')]:
        answer = await client.request("PUT", path, headers, body)
        if answer.status not in (200, 201):
            raise SystemExit(f"{path}: {answer.status} {answer.body!r}")
    client.close()


async def feed(service):
    """Every event of the feed from its beginning, once nothing has come for a second."""
    client, events, cursor = Client(service.port), [], ""
    while True:
        path = f"/v1/feed?limit=1000&wait=1&cursor={cursor}"
        answer = await client.request("GET", path, [("Authorization", f"Bearer {service.token}")])
        lines = [json.loads(line) for line in answer.body.splitlines()]
        if not lines:
            return events
        events += lines
        cursor = answer.headers["chorus-next-cursor"]


async def audit(service, ledger):
    """Holds what clients were told against what is stored. Returns figures; every one but the first must be 0."""
    stored = {
        kind: [row[0] for row in service.query(f"select id from {table}")]
        for kind, table in [("rating", "ratings"), ("submission", "submissions")]
    }
    told = {kind: ledger.ids(kind) for kind in stored}
    events = await feed(service)
    places = [event["position"] for event in events]
    fed = collections.Counter(event["episode"]["source"]["submission_id"] for event in events)
    return {
        "acknowledged": len(ledger.acknowledged),
        "lost": sum(len(told[kind] - set(stored[kind])) for kind in stored),
        # Every key was repeated until it was acknowledged, so whatever else is there was stored twice.
        "duplicates": sum(len(set(stored[kind]) - told[kind]) for kind in stored)
        + len(ledger.acknowledged) - sum(len(ids) for ids in told.values()),
        "contradictions": len(ledger.contradictions),
        "feed_lost": len(told["submission"] - set(fed)),
        "feed_repeated": sum(count > 1 for count in fed.values()),
        "feed_gaps": int(places != list(range(1, len(places) + 1))),
        "verify": service.run("verify")[0],
    }


def report(name, figures, *wrong):
    """Prints figures as `name: key value, …`; exits with 1 when one that must be 0 is not, or with what is `wrong`."""
    print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in figures.items()), flush=True)
    bad = [key for key in MUST_BE_NONE if figures.get(key)] + [text for text in wrong if text]
    if bad:
        raise SystemExit(f"{name} FAILED: {', '.join(bad)}")


MUST_BE_NONE = (
    "lost", "duplicates", "contradictions", "feed_lost", "feed_repeated", "feed_gaps", "verify", "cut", "unequal",
)
