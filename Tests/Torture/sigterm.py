"""P9: SIGTERM under load. sigterm.py [CYCLES]

In each cycle eight clients rate and donate until the service, which was sent SIGTERM, closes their connections. A
request that was on its way for a tenth of a second at the signal must be answered, and whatever is answered 2xx is stored.
"""

import asyncio
import sys
import time

from load import Client, Ledger, audit, insist, register, report, send
from service import Service


async def main(cycles):
    with Service() as service:
        service.start()
        await register(service)
        ledger, began, longest, cut, codes, first = Ledger(), time.monotonic(), 0.0, 0, set(), 0
        open_keys = set()
        for _ in range(cycles):
            terminated = None

            async def work(worker):
                nonlocal cut
                client, number = Client(service.port), first + worker
                while True:
                    sent = time.monotonic()
                    key = f"term-{number}"
                    open_keys.add((key, number))
                    status = await send(client, ledger, key, number)
                    if 200 <= status < 300:
                        open_keys.discard((key, number))
                    if status == 0:
                        # Not the one that came to a door that was closed already.
                        if terminated is None or sent < terminated - 0.1:
                            cut += 1
                        return
                    if status == 503 and terminated:
                        return
                    number += 8

            workers = [asyncio.create_task(work(worker)) for worker in range(8)]
            goal = len(ledger.acknowledged) + 40
            while len(ledger.acknowledged) < goal:
                await asyncio.sleep(0.01)
            terminated = time.monotonic()
            code, seconds = await asyncio.to_thread(service.terminate)
            await asyncio.gather(*workers)
            codes.add(code)
            longest, first = max(longest, seconds), first + 100_000
            await asyncio.to_thread(service.start)
        client = Client(service.port)
        for key, number in sorted(open_keys):
            await insist(client, ledger, key, number)
        figures = {"cycles": cycles} | await audit(service, ledger)
        figures |= {"cut": cut, "longest exit": f"{longest:.2f} s", "exit codes": sorted(codes)}
        report(
            "sigterm", figures | {"seconds": round(time.monotonic() - began)},
            "an exit took more than 30 s" if longest > 30 else "", "an exit code is not 0" if codes - {0} else "")


if __name__ == "__main__":
    asyncio.run(main(*([int(argument) for argument in sys.argv[1:]] or [50])))
