"""P1: 2xx means stored, whatever is killed. kills.py [KILLS] [ACKNOWLEDGED BETWEEN KILLS]

Eight clients rate and donate, repeating each request under its key until it is acknowledged; meanwhile the service,
PostgreSQL's main process, and both are killed, and each of them is stopped for a second, in turn.
"""

import asyncio
import signal
import sys
import time

from load import Client, Ledger, audit, insist, register, report
from service import Service


async def main(kills, between):
    with Service() as service:
        service.start()
        await register(service)
        ledger, over, began = Ledger(), False, time.monotonic()

        async def work(worker):
            client, number = Client(service.port), worker
            while not over:
                await insist(client, ledger, f"kill-{number}", number)
                number += 8

        workers = [asyncio.create_task(work(worker)) for worker in range(8)]
        for kill in range(kills):
            goal = len(ledger.acknowledged) + between
            while len(ledger.acknowledged) < goal:
                await asyncio.sleep(0.01)
                for worker in workers:
                    if worker.done():
                        worker.result()
            await asyncio.to_thread(hurt, service, ("service", "postmaster", "both", "stop")[kill % 4], kill)
        over = True
        await asyncio.gather(*workers)
        figures = {"kills": kills} | await audit(service, ledger)
        report("kills", figures | {"seconds": round(time.monotonic() - began)})


def hurt(service, how, kill):
    if how in ("postmaster", "both"):
        service.signal_postmaster(signal.SIGKILL)
    if how in ("service", "both"):
        service.kill()
        service.start()
    if how == "stop":
        if kill % 8 == 3:
            service.signal(signal.SIGSTOP)
            time.sleep(1)
            service.signal(signal.SIGCONT)
        else:
            service.signal_postmaster(signal.SIGSTOP)
            time.sleep(1)
            service.signal_postmaster(signal.SIGCONT)


if __name__ == "__main__":
    arguments = [int(argument) for argument in sys.argv[1:]] + [300, 340][len(sys.argv) - 1 :]
    asyncio.run(main(*arguments))
