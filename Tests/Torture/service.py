"""The program under torture: a child with a data folder of its own, which goes with it."""

import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]


def program():
    """CHORUS_PROGRAM, or what was built, in release mode first."""
    named = os.environ.get("CHORUS_PROGRAM")
    found = [named] if named else [ROOT / ".build" / mode / "chorus" for mode in ("release", "debug")]
    for path in found:
        if os.access(path, os.X_OK):
            return str(path)
    sys.exit("There is no chorus to torture: `swift build`, or name one in CHORUS_PROGRAM.")


class Service:
    """`chorus serve` on a free port of the loopback interface."""

    def __init__(self, folder=None, arguments=(), environment=None):
        self.folder = folder or tempfile.mkdtemp(prefix="chorus-torture.", dir="/tmp")
        os.chmod(self.folder, 0o755)  # The private server runs as another user when we are root.
        self.arguments = list(arguments)
        self.environment = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"} | (environment or {})
        self.process = None
        self.port = None
        self.token = None

    def start(self, port=0):
        """Starts it and waits until it announces its address. The port stays the same from then on."""
        log = open(f"{self.folder}/log", "ab")
        begin = log.tell()
        command = [program(), "serve", "--migrate", "--data", self.folder, "--port", str(self.port or port)]
        # It dies with us, however we die.
        self.process = subprocess.Popen(
            ["setpriv", "--pdeathsig", "KILL", *command, *self.arguments], stdin=subprocess.DEVNULL, stdout=log,
            stderr=log, env=self.environment)
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline and self.process.poll() is None:
            text = pathlib.Path(self.folder, "log").read_bytes()[begin:].decode()
            address = re.search(r"http://127\.0\.0\.1:(\d+)", text)
            if address and "Ctrl-C stops everything." in text:
                self.port = int(address[1])
                token = re.search(r"chorus_[a-z2-7]{52}", text)
                self.token = token[0] if token else self.token
                return self
            time.sleep(0.02)
        raise SystemExit(f"chorus did not start:\n{pathlib.Path(self.folder, 'log').read_text()[-3000:]}")

    def signal(self, number):
        self.process.send_signal(number)

    def kill(self):
        self.process.kill()
        self.process.wait()

    def terminate(self, patience=60):
        """SIGTERM. Returns its exit code and how many seconds it took."""
        begin = time.monotonic()
        self.signal(signal.SIGTERM)
        return self.process.wait(patience), time.monotonic() - begin

    def postmaster(self):
        """PostgreSQL's main process; None while there is none."""
        try:
            return int(pathlib.Path(self.folder, "postgres/data/postmaster.pid").read_text().split()[0])
        except (OSError, ValueError, IndexError):
            return None

    def signal_postmaster(self, number):
        """Returns whether there was one."""
        process = self.postmaster()
        try:
            # The file may be a predecessor's, and the id anybody's by now.
            if not process or "postgres" not in os.readlink(f"/proc/{process}/exe"):
                return False
            os.kill(process, number)
        except OSError:
            return False
        return True

    def memory(self):
        """Resident bytes of the service, without PostgreSQL."""
        for line in pathlib.Path(f"/proc/{self.process.pid}/status").read_text().splitlines():
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
        return 0

    def run(self, *arguments):
        """Another command of the program on the same data; returns exit code and output."""
        done = subprocess.run(
            [program(), *arguments, "--data", self.folder], stdin=subprocess.DEVNULL, capture_output=True, text=True,
            env=self.environment)
        return done.returncode, done.stdout + done.stderr

    def query(self, sql):
        """Rows of a query, past the service, each a list of texts."""
        found = re.search(r"^connect\s+(.*)$", self.run("db", "status")[1], re.M)
        if not found:
            raise SystemExit("the database does not run")
        folder = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True).stdout.strip()
        done = subprocess.run(
            [f"{folder}/psql", found[1], "-AtXq", "-F", "\t", "-c", sql], capture_output=True, text=True, check=True)
        return [line.split("\t") for line in done.stdout.splitlines()]

    def remove(self):
        """Ends everything that works in the folder, and removes it."""
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.terminate()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.remove()
