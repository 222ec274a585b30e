"""P8: sockets that hardly say anything. slow_sockets.py [SOCKETS] [SECONDS]

A third of them open and say nothing, a third drip a head, a third a body, each a byte in half a second, from as many
addresses as it takes; meanwhile a few ordinary clients rate. The service must go on serving them, and get rid of the others.
"""

import asyncio
import sys
import time

from load import Client, Ledger, audit, insist, register, report
from service import Service


async def drip(port, index, end, closed):
    source = (f"127.0.{8 + index // 2000}.{index // 8 % 250 + 1}", 0)
    try:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=source)
    except OSError:
        return closed.append(0.0)
    began = time.monotonic()
    head = b"POST /v1/ratings HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n"
    try:
        if index % 3 == 2:
            writer.write(head + b"\r\n{")
        rest = iter(head)
        while time.monotonic() < end:
            if index % 3:
                writer.write(bytes([next(rest, 0x61) if index % 3 == 1 else 0x20]))
                await writer.drain()
            try:
                # Whatever it answers: at the end of that it closes.
                if not await asyncio.wait_for(reader.read(65536), 0.5):
                    break
            except TimeoutError:
                continue
        else:
            return
        closed.append(time.monotonic() - began)
    except OSError:
        closed.append(time.monotonic() - began)
    finally:
        writer.close()


async def main(sockets, seconds):
    with Service() as service:
        service.start()
        await register(service)
        end = time.monotonic() + seconds
        closed, ledger, number = [], Ledger(), 0
        slow = [asyncio.create_task(drip(service.port, index, end, closed)) for index in range(sockets)]

        async def work(worker):
            client, number = Client(service.port), worker
            while time.monotonic() < end:
                await insist(client, ledger, f"slow-{number}", number)
                number += 4
                await asyncio.sleep(0.02)

        await asyncio.gather(*(work(worker) for worker in range(4)), *slow)
        figures = {"sockets": sockets, "closed by the service": len(closed)} | await audit(service, ledger)
        figures |= {
            "longest life": f"{max(closed, default=seconds):.0f} s", "p99 of the others":
            f"{ledger.percentile(0.99):.3f} s", "memory": f"{service.memory() >> 20} MiB",
            "no answer": dict(ledger.failures),
        }
        report(
            "slow sockets", figures, "ordinary clients waited more than 2 s" if ledger.percentile(0.99) > 2 else "",
            "slow sockets were left alone" if seconds >= 150 and len(closed) < sockets else "")


if __name__ == "__main__":
    asyncio.run(main(*([int(argument) for argument in sys.argv[1:]] + [600, 150][len(sys.argv) - 1 :])))
