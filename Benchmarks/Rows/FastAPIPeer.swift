import Foundation
import Glibc

/// What one would write in Python: FastAPI with Pydantic on uvicorn, two workers, asyncpg. It comes from PyPI into a
/// virtual environment that stays.
final class FastAPIPeer {
    private(set) var port = 0
    private let process = Process()
    private let folder: URL

    /// Installs and starts it; nil, with the reason printed, where it cannot.
    init?(database: String, below folder: URL) {
        self.folder = URL.temporaryDirectory.appending(path: "chorus-bench-\(UUID().uuidString)")
        do {
            let python = try VirtualEnvironment(
                "fastapi", module: "fastapi, uvicorn, uvloop, httptools, asyncpg",
                packages: ["fastapi", "uvicorn[standard]", "asyncpg"], below: folder
            ).python
            try FileManager.default.createDirectory(at: self.folder, withIntermediateDirectories: true)
            try Data(Self.program.utf8).write(to: self.folder.appending(path: "peer.py"))
            port = try Self.freePort()
            process.executableURL = URL(filePath: python)
            process.arguments = [
                "-m", "uvicorn", "peer:app", "--app-dir", self.folder.path, "--port", "\(port)", "--workers", "2",
                "--log-level", "critical", "--no-access-log",
            ]
            process.environment = ProcessInfo.processInfo.environment.merging(["PEER_DATABASE": database]) { $1 }
            process.standardError = FileHandle.nullDevice
            try process.run()
            try waitUntilReady()
        } catch {
            print("(no FastAPI: \(error))\n")
            stop()
            return nil
        }
    }

    /// Ends it and removes its files.
    func stop() {
        if process.isRunning {
            process.terminate()
            process.waitUntilExit()
        }
        try? FileManager.default.removeItem(at: folder)
    }

    private func waitUntilReady() throws {
        // Both workers: each answers some of these.
        var answered = 0
        for _ in 0..<600 where answered < 20 {
            if (try? LoadClient(port: port, connections: 1).seconds(of: "/ready", requests: 1)) != nil {
                answered += 1
            } else {
                usleep(50_000)
            }
        }
        guard answered == 20 else { throw BenchFailure("it did not start") }
    }

    private static func freePort() throws -> Int {
        let socket = Glibc.socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(socket) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let status = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(socket, $0, length) == 0 ? getsockname(socket, $0, &length) : -1
            }
        }
        guard status == 0 else { throw BenchFailure("no free port") }
        return Int(UInt16(bigEndian: address.sin_port))
    }

    private static let program = """
        import asyncio, os, shlex, uuid
        from contextlib import asynccontextmanager
        from typing import Literal
        import asyncpg
        from fastapi import FastAPI
        from pydantic import BaseModel, Field

        class Aspect(BaseModel):
            aspect: str
            polarity: Literal["negative", "neutral", "positive"]

        class Sampling(BaseModel):
            temperature: float | None = Field(None, ge=0, le=5)
            top_p: float | None = Field(None, ge=0, le=1)

        class Rating(BaseModel):
            experiment: str
            part: int = Field(ge=1, le=1000)
            score: int = Field(ge=1, le=5)
            comment: str | None = Field(None, max_length=10000)
            aspects: list[Aspect] = []
            sampling: Sampling = Sampling()
            front_end: str | None = None
            rater: str

        COLUMNS = "\(PlainTable.columns)"
        REST = "'neutral', 'stated', 0, 1, 0, 'bench', {8}, {9}, {10}, '', '', now(), now(), false"
        ONE = (f"insert into \(PlainTable.name) ({COLUMNS}) values ($1, $2, $3, $4, $5, 'accepted', 1, $6, $7, "
               + REST.replace("{8}", "$8").replace("{9}", "$9").replace("{10}", "$10") + ")")
        MANY = (f"insert into \(PlainTable.name) ({COLUMNS}) select a, b, c, d, e, 'accepted', 1, f, g, "
                + REST.replace("{8}", "h").replace("{9}", "i").replace("{10}", "j")
                + " from unnest($1::smallint[], $2::uuid[], $3::text[], $4::integer[], $5::text[], $6::smallint[],"
                + " $7::text[], $8::float8[], $9::float8[], $10::text[]) as t(a, b, c, d, e, f, g, h, i, j)")

        def row(r):
            return (hash(r.rater) % 256, uuid.uuid4(), r.experiment, r.part, r.rater, r.score, r.comment,
                    r.sampling.temperature, r.sampling.top_p, r.front_end)

        def answer(row):
            return {"id": str(row[1]), "experiment": row[2], "part": row[3]}

        @asynccontextmanager
        async def life(app):
            given = dict(word.split("=", 1) for word in shlex.split(os.environ["PEER_DATABASE"]))
            app.pool = await asyncpg.create_pool(
                host=given["host"], port=int(given["port"]), user=given["user"], database=given["dbname"],
                min_size=8, max_size=8)
            app.waiting = []
            app.wake = asyncio.Event()
            writers = [asyncio.create_task(write(app)) for _ in range(2)]
            yield
            for writer in writers:
                writer.cancel()

        async def write(app):
            while True:
                await app.wake.wait()
                batch, app.waiting = app.waiting[:500], app.waiting[500:]
                if not app.waiting:
                    app.wake.clear()
                if not batch:
                    continue
                await app.pool.execute(MANY, *map(list, zip(*(row for row, _ in batch))))
                for _, done in batch:
                    done.set_result(None)

        app = FastAPI(lifespan=life)

        @app.get("/ready")
        async def ready():
            return {}

        @app.post("/one", status_code=201)
        async def one(rating: Rating):
            values = row(rating)
            await app.pool.execute(ONE, *values)
            return answer(values)

        @app.post("/batched", status_code=201)
        async def batched(rating: Rating):
            values = row(rating)
            done = asyncio.get_running_loop().create_future()
            app.waiting.append((values, done))
            app.wake.set()
            await done
            return answer(values)

        """
}
