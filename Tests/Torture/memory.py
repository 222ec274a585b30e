"""How much memory it takes: idle, while 64 chats of 20 MB arrive at once, and while a gigabyte is exported meanwhile.
memory.py [UPLOADS] [MEGABYTES]

Memory is what only the service has (RSS of its process, without PostgreSQL), looked at every 20 ms, and the peak the
kernel keeps. The first round stores UPLOADS × MEGABYTES; the second uploads as much again while the feed is pulled from its
beginning, page by page, and read slowly enough that an answer which was gathered before it was sent would show.
"""

import asyncio
import json
import pathlib
import sys
import time

from load import Client, report
from service import Service

WORDS = "the quick brown fox jumps over a lazy dog and nobody in this old house could say why it did that again".split()


def pattern(size):
    """A SillyTavern log of about so many bytes, with @@@@@@ in every message."""
    lines = [json.dumps({"user_name": "You", "character_name": "Aria", "create_date": "2023-03-03"})]
    length, turn = len(lines[0]), 0
    while length < size:
        text = " ".join(WORDS[(turn * 7 + i * i) % len(WORDS)] for i in range(60))
        line = json.dumps({
            "name": "You" if turn % 2 == 0 else "Aria", "is_user": turn % 2 == 0, "is_name": True,
            "send_date": 1_677_800_000_000 + turn * 1000, "mes": f"@@@@@@ {turn}: {text}.",
        })
        lines.append(line)
        length, turn = length + len(line) + 1, turn + 1
    return "\n".join(lines).encode()


def chat(pattern, number):
    """A log that is like no other."""
    return pattern.replace(b"@@@@@@", b"%06d" % number)


class Watch:
    """The most memory of a span of time."""

    def __init__(self, service):
        self.service, self.most, self.task = service, 0, None

    async def __aenter__(self):
        # From here on the kernel's own peak counts too.
        pathlib.Path(f"/proc/{self.service.process.pid}/clear_refs").write_text("5")
        self.task = asyncio.create_task(self.look())
        return self

    async def look(self):
        while True:
            self.most = max(self.most, self.service.memory())
            await asyncio.sleep(0.02)

    async def __aexit__(self, *_):
        self.task.cancel()
        for line in pathlib.Path(f"/proc/{self.service.process.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                self.most = max(self.most, int(line.split()[1]) * 1024)


async def upload(service, number, body, statuses):
    """Insists until it is stored."""
    client = Client(service.port, f"127.0.3.{number % 64 // 4 + 1}")
    headers = [("Content-Type", "application/octet-stream"), ("Idempotency-Key", f"memory-{number}")]
    while True:
        try:
            answer = await client.request(
                "POST", "/v1/submissions?consent_training=true", headers, body, timeout=300)
        except (OSError, EOFError) as failure:
            # A refusal that comes before the body has been sent may be lost with the connection.
            statuses[type(failure).__name__] = statuses.get(type(failure).__name__, 0) + 1
            await asyncio.sleep(1)
            continue
        statuses[answer.status] = statuses.get(answer.status, 0) + 1
        if answer.status == 201:
            client.close()
            return
        if answer.status not in (429, 503):
            raise SystemExit(f"an upload was refused: {answer.status} {answer.body[:500]!r}")
        await asyncio.sleep(float(answer.headers["retry-after"]))


async def export(service):
    """Pulls the feed once. Returns bytes and the bytes a second."""
    client, cursor, total, began = Client(service.port), "", 0, time.monotonic()
    while True:
        path = f"/v1/feed?limit=1000&cursor={cursor}"
        answer = await client.request("GET", path, [("Authorization", f"Bearer {service.token}")], timeout=600)
        if answer.status != 200:
            raise SystemExit(f"{path}: {answer.status} {answer.body[:500]!r}")
        if not answer.body:
            client.close()
            return total, total / (time.monotonic() - began)
        total += len(answer.body)
        cursor = answer.headers["chorus-next-cursor"]


async def main(uploads, megabytes):
    log = pattern(megabytes * 1_000_000)
    with Service() as service:
        service.start()
        await asyncio.sleep(3)
        idle = service.memory()
        statuses = {}

        def donate(first):
            chats = [chat(log, number) for number in range(first, first + uploads)]
            return [upload(service, first + index, body, statuses) for index, body in enumerate(chats)]

        crowd, began = donate(0), time.monotonic()
        async with Watch(service) as first:
            await asyncio.gather(*crowd)
        seconds = time.monotonic() - began
        crowd = donate(uploads)
        async with Watch(service) as second:
            exported, *_ = await asyncio.gather(export(service), *crowd)
        await asyncio.sleep(5)
        report(
            "memory", {
                "idle": f"{idle >> 20} MiB", "uploads": f"{uploads} x {megabytes} MB in {seconds:.0f} s",
                "while they came": f"{first.most >> 20} MiB",
                "exported": f"{exported[0] / 1e6:.0f} MB at {exported[1] / 1e6:.0f} MB/s",
                "while both": f"{second.most >> 20} MiB", "afterwards": f"{service.memory() >> 20} MiB",
                "answers": statuses,
            }, "more than 60 MB idle" if idle > 60_000_000 else "",
            "more than 256 MB while uploads came" if first.most > 256_000_000 else "",
            "more than 256 MB while the feed was pulled too" if second.most > 256_000_000 else "")


if __name__ == "__main__":
    asyncio.run(main(*([int(argument) for argument in sys.argv[1:]] + [64, 20][len(sys.argv) - 1 :])))
