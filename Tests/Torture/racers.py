"""P2: one key, one row, one answer. racers.py [RACERS] [KEYS]

For each key all racers send the same request at once, and go on until they are answered; then one sends another body.
"""

import asyncio
import sys
import time

from load import Client, Ledger, audit, insist, item, register, report
from service import Service


async def main(racers, keys):
    with Service() as service:
        service.start()
        await register(service)
        ledger, began, unequal = Ledger(), time.monotonic(), 0
        # Each racer from an address of its own: they are many people, not one.
        clients = [Client(service.port, f"127.0.3.{racer % 250 + 1}") for racer in range(racers)]
        for key in range(keys):
            await asyncio.gather(*(insist(client, ledger, f"race-{key}", key, pause=0.05) for client in clients))
            _, path, headers, _ = item(key)
            _, _, _, other = item(key + 5 * keys)
            answer = await clients[0].request("POST", path, [*headers, ("Idempotency-Key", f"race-{key}")], other)
            unequal += answer.status != 422
        figures = {"racers": racers, "keys": keys} | await audit(service, ledger)
        figures |= {"unequal": unequal, "answers": dict(sorted(ledger.statuses.items()))}
        report("racers", figures | {"seconds": round(time.monotonic() - began)})


if __name__ == "__main__":
    asyncio.run(main(*([int(argument) for argument in sys.argv[1:]] + [50, 200][len(sys.argv) - 1 :])))
