"""P13: no room. disk_full.py [MEBIBYTES]

The data folder is on a tmpfs (which takes root) that is small, and several times as large as the reserve at which writes
are refused. Clients rate and donate until there is no room; then reads must go on or say 503, writes must be refused with
503 or 507, and when there is room again everything goes on by itself. Nothing that was acknowledged may be lost.
"""

import asyncio
import os
import subprocess
import sys
import tempfile
import time

from load import Client, Ledger, audit, insist, register, report, send
from service import Service


async def main(size):
    folder = tempfile.mkdtemp(prefix="chorus-torture.", dir="/tmp")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}m", "tmpfs", folder], capture_output=True, text=True)
    if mounted.returncode:
        os.rmdir(folder)
        print(f"disk full: skipped, a tmpfs cannot be mounted here: {mounted.stderr.strip()}")
        return
    try:
        with Service(folder) as service:
            await fill(service.start(), size)
    finally:
        subprocess.run(["umount", "--lazy", folder], check=False)
        os.rmdir(folder)


async def fill(service, size):
    await register(service)
    ledger, client = Ledger(), Client(service.port)
    for number in range(200):
        await insist(client, ledger, f"disk-{number}", number)
    ballast = f"{service.folder}/ballast"
    with open(ballast, "wb", buffering=0) as file:
        try:
            while file.write(bytes(1 << 16)):
                pass
        except OSError:
            pass
    # What the database has laid aside is used up first.
    open_keys, refused, number = {}, 0, 200
    end = time.monotonic() + 120
    while refused < 100 and time.monotonic() < end:
        key = f"disk-{number}"
        status = await send(client, ledger, key, number)
        if not 200 <= status < 300:
            refused += 1
            open_keys[key] = number
            await asyncio.sleep(0.02)
        number += 1
    statuses = dict(sorted(ledger.statuses.items()))
    reads = [await read(client) for _ in range(50)]
    os.remove(ballast)
    began = time.monotonic()
    for key, number in open_keys.items():
        await asyncio.wait_for(insist(client, ledger, key, number), 120)
    recovery = time.monotonic() - began
    figures = {"size": f"{size} MiB", "answers": statuses} | await audit(service, ledger)
    figures |= {
        "reads that went on": sum(status == 200 for status in reads), "others": sorted(set(reads) - {200}),
        "recovery": f"{recovery:.1f} s",
    }
    report(
        "disk full", figures, "it was never full" if not refused else "",
        "a status other than 503 and 507" if set(statuses) - {0, 201, 409, 503, 507} else "",
        "a read failed with more than 503" if set(reads) - {0, 200, 503} else "")


async def read(client):
    try:
        return (await client.request("GET", "/v1/experiments/exp7/parts/1/summary")).status
    except (OSError, EOFError, TimeoutError):
        return 0


if __name__ == "__main__":
    asyncio.run(main(*([int(argument) for argument in sys.argv[1:]] or [512])))
