"""P2: lost answers. cuts.py [REQUESTS]

Between clients and service is a proxy that cuts each connection somewhere in its first few answers: before the first byte,
in a head, in a body; or loses a request on its way. Clients repeat under the same key until a whole answer comes.
"""

import asyncio
import random
import sys
import time

from load import Client, Ledger, audit, insist, register, report
from service import Service


class CuttingProxy:
    def __init__(self, port, seed):
        self.port, self.random, self.cuts = port, random.Random(seed), 0

    async def start(self):
        self.server = await asyncio.start_server(self.connection, "127.0.0.1", 0)
        return self.server.sockets[0].getsockname()[1]

    async def connection(self, reader, writer):
        upstream, downstream = await asyncio.open_connection("127.0.0.1", self.port)
        # Bytes of answers that pass before the cut, and whether a request is lost instead.
        limit = self.random.choice([0, self.random.randrange(1, 200), self.random.randrange(200, 900), 2500])
        losing = self.random.random() < 0.1

        async def forward(source, target, left):
            try:
                while data := await source.read(65536):
                    if left is not None and len(data) > left:
                        self.cuts += 1
                        target.write(data[:left])
                        break
                    left = None if left is None else left - len(data)
                    target.write(data)
                    await target.drain()
            except OSError:
                pass
            for end in (writer, downstream):
                end.close()

        await asyncio.gather(
            forward(reader, downstream, self.random.randrange(1, 300) if losing else None),
            forward(upstream, writer, limit))


async def main(requests):
    with Service() as service:
        service.start()
        await register(service)
        ledger, began = Ledger(), time.monotonic()
        proxy = CuttingProxy(service.port, seed=1)
        port = await proxy.start()

        async def work(worker):
            client = Client(port)
            for number in range(worker, requests, 8):
                await insist(client, ledger, f"cut-{number}", number, pause=0.01)
                # What was acknowledged is answered again in the same words.
                await insist(client, ledger, f"cut-{number}", number, pause=0.01)
            client.close()

        await asyncio.gather(*(work(worker) for worker in range(8)))
        proxy.server.close()
        figures = {"requests": requests, "answers cut": proxy.cuts} | await audit(service, ledger)
        report(
            "cuts", figures | {"seconds": round(time.monotonic() - began)},
            "nothing was cut" if proxy.cuts < requests / 2 else "")


if __name__ == "__main__":
    asyncio.run(main(*([int(argument) for argument in sys.argv[1:]] or [2000])))
