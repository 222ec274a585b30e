import Foundation

/// How much work is taken at a time, and from whom; each is a setting.
public struct AdmissionLimits: Sendable {
    /// Most uploads at a time, from the first byte of their bodies to the answer.
    public var uploads = 64
    /// Most reports, comparisons and pages about experiments at a time.
    public var reports = 24
    /// Most pulls of the feed at a time, long polls included.
    public var feeds = 64
    /// Most attempts to sign in at a time.
    public var signIns = 2
    /// Most uploads that are parsed at a time; one core is left for everybody else.
    public var parses = max(1, ProcessInfo.processInfo.activeProcessorCount - 1)
    /// Longest wait for a place.
    public var wait: Duration = .milliseconds(500)
    /// Longest wait of an upload that has arrived for its turn to be parsed.
    public var parseWait: Duration = .seconds(10)
    /// Most bytes of bodies in memory; a body beyond it is alone there.
    public var bodyBytes = 32 << 20
    /// Bytes of an upload that are kept in memory while it arrives; beyond them a file is used.
    public var spoolBytes = 128 << 10
    /// Bytes that stay free on the disk of a private database: with less, nothing is taken that would fill it, so that
    /// PostgreSQL keeps what it needs to go on.
    public var diskReserve = 128 << 20
    /// Reads of one network's visitors a second, ten times as many at once; 0 is no limit.
    public var readRate = 50
    /// Other requests of one network's visitors a second, ten times as many at once; 0 is no limit.
    public var writeRate = 10
    /// Attempts to sign in, or tokens that are not valid, of one network a minute; 0 is no limit.
    public var signInRate = 20

    /// The defaults.
    public init() {}
}
