"""P8: five times too much. overload.py [SECONDS] [CLIENTS]

First as many clients as the service can serve at its best, each sending the next request when it is answered; then five
times as many, for the given time, who do not wait when they are refused. What is accepted must not become much less or
slow, refusals must say when to come again, and memory must not grow beyond a bound.
"""

import asyncio
import itertools
import sys
import time

from load import Client, Ledger, PASSING, item, register, report
from service import Service


class Crowd:
    """Clients that are many people: no address has more than a few connections."""

    def __init__(self, service, clients, first):
        self.service, self.clients, self.numbers = service, clients, itertools.count(first)
        self.ledger, self.silent, self.memory = Ledger(), 0, 0

    async def run(self, seconds):
        """Requests that were accepted in a second."""
        self.end = time.monotonic() + seconds
        await asyncio.gather(self.watch(), *(self.work(index) for index in range(self.clients)))
        return len(self.ledger.latencies) / seconds

    async def watch(self):
        while time.monotonic() < self.end:
            self.memory = max(self.memory, self.service.memory())
            await asyncio.sleep(0.2)

    async def work(self, index):
        client = Client(self.service.port, f"127.0.{4 + index // 1000}.{index // 4 % 250 + 1}")
        while time.monotonic() < self.end:
            _, path, headers, body = item(next(self.numbers))
            began = time.monotonic()
            try:
                answer = await client.request("POST", path, headers, body, timeout=60)
            except (OSError, EOFError, TimeoutError) as failure:
                self.ledger.failures[type(failure).__name__] += 1
                # A door that is shut at once must not keep us from doing anything else.
                await asyncio.sleep(0.01)
                continue
            self.ledger.statuses[answer.status] += 1
            if answer.status == 201:
                self.ledger.latencies.append(time.monotonic() - began)
            elif answer.status in PASSING and "retry-after" not in answer.headers:
                self.silent += 1
        client.close()


async def main(seconds, clients):
    with Service() as service:
        service.start()
        await register(service)
        await Crowd(service, clients, 0).run(min(seconds, 3))
        calm = Crowd(service, clients, 1_000_000)
        peak = await calm.run(min(seconds, 15))
        crowd = Crowd(service, 5 * clients, 2_000_000)
        goodput = await crowd.run(seconds)
        statuses = dict(sorted(crowd.ledger.statuses.items()))
        slowest = crowd.ledger.percentile(0.99)
        wrong = [
            "goodput below 80 % of the peak" if goodput < 0.8 * peak else "",
            "p99 of what was accepted above 2 s" if slowest > 2 else "",
            "memory above 512 MiB" if crowd.memory > 512 << 20 else "",
            "refusals without Retry-After" if crowd.silent else "",
            "a 500" if statuses.get(500) else "",
        ]
        report(
            "overload",
            {
                "clients": f"{clients}, then {5 * clients}", "peak": f"{peak:.0f}/s", "goodput": f"{goodput:.0f}/s",
                "share": f"{100 * goodput / peak:.0f} %", "p99 accepted": f"{slowest:.2f} s",
                "p99 calm": f"{calm.ledger.percentile(0.99):.3f} s", "memory": f"{crowd.memory >> 20} MiB",
                "answers": statuses, "no answer": dict(crowd.ledger.failures), "without Retry-After": crowd.silent,
            }, *wrong)


if __name__ == "__main__":
    asyncio.run(main(*([int(argument) for argument in sys.argv[1:]] + [60, 64][len(sys.argv) - 1 :])))
