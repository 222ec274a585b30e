import HTTPTypes
import Hummingbird
import NIOCore

/// Writes a long answer no faster than its connection takes it.
///
/// A writer of NIO is only stopped once the event loop has seen that a client is slow; until then it is handed what comes,
/// which is megabytes when the loop is busy. This one waits for the loop now and then.
struct PacedWriter: ResponseBodyWriter {
    /// Bytes that are written before the loop is waited for.
    static let window = 1 << 20

    private var writer: any ResponseBodyWriter
    private let eventLoop: any EventLoop
    private var ahead = 0

    init(_ writer: any ResponseBodyWriter, on eventLoop: any EventLoop) {
        (self.writer, self.eventLoop) = (writer, eventLoop)
    }

    mutating func write(_ buffer: ByteBuffer) async throws {
        try await writer.write(buffer)
        ahead += buffer.readableBytes
        guard ahead >= Self.window else { return }
        ahead = 0
        try await eventLoop.submit {}.get()
    }

    consuming func finish(_ trailingHeaders: HTTPFields?) async throws { try await writer.finish(trailingHeaders) }
}

extension ResponseBody {
    /// The same, paced where it is long or of unknown length.
    func paced(on eventLoop: any EventLoop) -> ResponseBody {
        guard contentLength ?? .max > PacedWriter.window else { return self }
        return ResponseBody(contentLength: contentLength) { writer in
            try await write(PacedWriter(writer, on: eventLoop))
        }
    }
}
