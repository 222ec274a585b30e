public import Foundation
public import Sentiment
public import StrictJSON

/// What a maintainer pins: the body of `POST /v1/experiments/{e}/leads`, decoded and checked.
public struct LeadInput: Sendable {
    /// What was seen.
    public var title: String
    /// What it is about.
    public var aspect: Aspect?
    /// The end or kind of the aspect.
    public var detail: String?
    /// The part in which it was first seen.
    public var part: Int
    /// Ratings that report it, each counted as its rater's confirmation.
    public var ratings: [ID<Rating>]

    /// Decodes a body; every fault that it has is in the thrown problem.
    public init(_ body: JSONValue) throws(Problem) {
        var fields = FieldReader(body)
        title = fields.string("title", required: true) ?? ""
        aspect = fields.word("aspect", Aspect.self)
        detail = fields.string("detail")
        part = fields.int("part", in: 1...1000, required: true) ?? 0
        ratings = []
        for (index, element) in fields.array("ratings", maximum: 100).enumerated() {
            guard let id = element.string.flatMap({ ID<Rating>($0) }) else {
                fields.fault("ratings/\(index)", "bad_id", "This is not an id.", "Send the id of a rating.")
                continue
            }
            ratings.append(id)
        }
        if let detail {
            let known = aspect.map(GateMetric.details) ?? []
            if !known.contains(where: { $0.utf8.elementsEqual(detail.utf8) }) {
                let hint = known.isEmpty ? "Leave it out." : "One of: \(known.joined(separator: ", "))."
                fields.fault("detail", "unknown_value", "`detail` is not known of this aspect.", hint)
            }
        }
        try fields.finish()
    }
}

/// What a maintainer changes about a lead: the body of `PATCH /v1/experiments/{e}/leads/{id}`, a merge patch (RFC 7396).
public struct LeadPatch: Sendable {
    /// New title; nil to keep it.
    public var title: String?
    /// What becomes of the lead.
    public var state: State

    /// What becomes of a lead.
    public enum State: Sendable, Hashable {
        /// Nothing.
        case kept
        /// A part closes it.
        case closed(byPart: Int)
        /// It is open again.
        case reopened
    }

    /// Decodes a body.
    public init(_ body: JSONValue) throws(Problem) {
        var fields = FieldReader(body)
        title = fields.string("title", required: body["title"] != nil)
        let part = fields.int("closed_by_part", in: 1...1000)
        state = part.map(State.closed) ?? (body["closed_by_part"] == nil ? .kept : .reopened)
        try fields.finish()
    }

    /// The lead afterwards.
    /// - Throws: 422 when a part that is not later than the one in which it was seen is to close it
    public func applied(to lead: Lead, now: Date) throws(Problem) -> Lead {
        var lead = lead
        if let title { lead.title = title }
        switch state {
        case .kept: break
        case .reopened: lead.closedByPart = nil
        case .closed(let part):
            guard part > lead.part else {
                throw .invalid([
                    Fault(
                        pointer: "/closed_by_part", code: "out_of_range",
                        detail: "It was first seen in part \(lead.part): only a later part can close it.",
                        hint: "Name the part in which it is gone.")
                ])
            }
            lead.closedByPart = part
        }
        lead.updatedAt = now
        return lead
    }
}

/// Who says "I saw it too": the body of `POST /v1/experiments/{e}/leads/{id}/confirm`.
public struct LeadConfirmation: Sendable {
    /// The rating that says so; nil for a maintainer who saw it.
    public var rating: ID<Rating>?

    /// Decodes a body.
    public init(_ body: JSONValue) throws(Problem) {
        var fields = FieldReader(body)
        let text = fields.string("rating")
        rating = text.flatMap { ID<Rating>($0) }
        if text != nil, rating == nil {
            fields.fault("rating", "bad_id", "This is not an id.", "Send the id of a rating.")
        }
        try fields.finish()
    }
}

extension Problem {
    /// 422 for a rating that cannot speak for a lead.
    public static func unknownRating(at pointer: String) -> Problem {
        .invalid([
            Fault(
                pointer: pointer, code: "unknown_rating", detail: "No rating that counts here has this id.",
                hint: "Name one of this experiment that is not withdrawn, held back or refused.")
        ])
    }
}
