import Dispatch
import HTTPTypes
import Hummingbird
import NIOCore
import NIOPosix
import Synchronization
import Testing

@testable import Web

@Suite("A long answer", .timeLimit(.minutes(5))) struct PacedWriterTests {
    /// Takes everything at once, as NIO's writer does while its loop is busy.
    private struct Greedy: ResponseBodyWriter {
        final class Taken: Sendable {
            let bytes = Atomic(0)
        }

        let taken: Taken

        func write(_ buffer: ByteBuffer) { taken.bytes.add(buffer.readableBytes, ordering: .relaxed) }
        func finish(_ trailingHeaders: HTTPFields?) {}
    }

    @Test("waits for its connection's loop before more of it is under way")
    func pace() async throws {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        let taken = Greedy.Taken()
        let isFree = DispatchSemaphore(value: 0)
        loop.execute { isFree.wait() }
        let body = ResponseBody { writer in
            for _ in 0..<64 { try await writer.write(ByteBuffer(repeating: 1, count: 1 << 16)) }
            try await writer.finish(nil)
        }
        let writing = Task { try await body.paced(on: loop).write(Greedy(taken: taken)) }
        while taken.bytes.load(ordering: .relaxed) < PacedWriter.window { await Task.yield() }
        try await Task.sleep(for: .milliseconds(50))
        #expect(taken.bytes.load(ordering: .relaxed) == PacedWriter.window)
        isFree.signal()
        try await writing.value
        #expect(taken.bytes.load(ordering: .relaxed) == 64 << 16)
    }

    @Test("is told from a short one by its length, which it keeps")
    func length() {
        let loop = MultiThreadedEventLoopGroup.singleton.next()
        #expect(ResponseBody(byteBuffer: ByteBuffer(string: "short")).paced(on: loop).contentLength == 5)
        #expect(ResponseBody(contentLength: 1 << 30) { _ in }.paced(on: loop).contentLength == 1 << 30)
        #expect(ResponseBody { _ in }.paced(on: loop).contentLength == nil)
    }
}
