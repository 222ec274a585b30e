import CPostgres

/// What the server says besides its answer.
public struct Notice: Sendable {
    /// `WARNING`, `NOTICE`, `INFO`, `LOG` or `DEBUG`, never translated.
    public let severity: String
    /// Five-character code.
    public let sqlState: String
    /// The server's words; these can quote data.
    public let message: String
    /// Function of the server's source that spoke.
    let function: String

    init(_ result: OpaquePointer) {
        func field(_ code: Character) -> String {
            PQresultErrorField(result, Int32(code.asciiValue ?? 0)).map { String(cString: $0) } ?? ""
        }
        severity = field("V")
        sqlState = field("C")
        message = field("M")
        function = field("R")
    }

    var isWarning: Bool { severity == "WARNING" }

    /// The statement is committed here but a standby may not have it: the wait for it was broken off.
    var leavesCommitDoubtful: Bool { isWarning && function == "SyncRepWaitForLSN" }
}

/// The warnings of the statement that runs; filled by libpq on the connection's thread.
final class NoticeLog {
    var warnings: [Notice] = []
    private let handler: (@Sendable (Notice) -> Void)?

    init(_ handler: (@Sendable (Notice) -> Void)?) { self.handler = handler }

    /// Has libpq report to this log, which must outlive the connection.
    func install(on handle: OpaquePointer) {
        let receiver: PQnoticeReceiver = { context, result in
            guard let context, let result else { return }
            Unmanaged<NoticeLog>.fromOpaque(context).takeUnretainedValue().receive(Notice(result))
        }
        _ = PQsetNoticeReceiver(handle, receiver, Unmanaged.passUnretained(self).toOpaque())
    }

    private func receive(_ notice: Notice) {
        // A function that warns in a loop must not fill the memory.
        if notice.isWarning, warnings.count < 100 { warnings.append(notice) }
        handler?(notice)
    }
}
