import Core
import Foundation
import HTTPTypes
import Hummingbird
import Postgres
import Storage
import StrictJSON

extension Service {
    func listLeads(_ request: Request, _ context: AppContext) async throws -> Response {
        let slug = try context.parameters.require("experiment")
        let (leads, suggestions) = try await pool.transaction(.repeatableRead) { db in
            guard try db.experiment(slug) != nil else {
                throw Problem.unknownExperiment
            }
            let leads = try db.leads(of: slug)
            return (leads, LeadSuggestion.all(in: try db.figures(of: slug), pinned: leads))
        }
        return .json(
            .object([
                ("experiment", .string(slug)), ("leads", .array(leads.map(\.json))),
                ("suggested", .array(suggestions.map(\.json))),
            ]))
    }

    func postLead(_ request: Request, _ context: MaintainContext) async throws -> Response {
        let slug = try context.parameters.require("experiment")
        let (bytes, body) = try await request.json(upTo: limits.jsonBytes)
        let input = try LeadInput(body.root)
        let moment = now()
        let lead = Lead(input, experiment: slug, now: moment)
        let key = try IdempotencyKey(
            key: request.idempotencyKey, request: "POST /v1/experiments/\(slug)/leads", body: [bytes])
        let kept = try await pool.transaction { db in
            try db.once(key, now: moment) { db in
                try db.insert(lead, ratings: input.ratings)
                let stored = try db.lead(lead.id, of: slug) ?? lead
                return KeptAnswer(status: 201, resource: lead.id.uuid, body: stored.json.bytes())
            }
        }
        var headers: HTTPFields = [:]
        if kept.isReplay { headers[.idempotencyReplayed] = "true" }
        return .json(.raw(kept.body), status: .init(code: kept.status), headers: headers)
    }

    func patchLead(_ request: Request, _ context: MaintainContext) async throws -> Response {
        let (slug, id) = try experimentAndLead(context)
        let (_, body) = try await request.json(upTo: limits.jsonBytes)
        let patch = try LeadPatch(body.root)
        let moment = now()
        let changed = try await pool.transaction { db in
            guard let lead = try db.lead(id, of: slug, isToChange: true) else { throw Problem.notFound }
            let changed = try patch.applied(to: lead, now: moment)
            try db.update(changed)
            return changed
        }
        return .json(changed.json)
    }

    /// A maintainer's token or the receipt of a rating speaks: who shows a token needs no receipt.
    func confirmLead(_ request: Request, _ context: AppContext) async throws -> Response {
        let (slug, id) = try experimentAndLead(context)
        let maintainer = context.token.flatMap { $0.scopes.contains(.maintain) ? $0 : nil }
        let receipt = maintainer == nil ? try request.receipt() : nil
        let (_, body) = try await request.json(upTo: limits.jsonBytes)
        let confirmation = try LeadConfirmation(body.root)
        let moment = now()
        let (lead, isNew) = try await pool.transaction { db in
            guard let lead = try db.lead(id, of: slug) else { throw Problem.notFound }
            let isNew: Bool
            if let rating = confirmation.rating {
                guard let news = try db.confirm(lead, rating: rating, receiptHash: receipt?.hash, at: moment) else {
                    // Whoever shows a wrong receipt is not told which ratings there are.
                    throw receipt == nil ? Problem.unknownRating(at: "/rating") : Problem.nothingForReceipt
                }
                isNew = news
            } else if let maintainer {
                isNew = try db.confirm(lead, token: maintainer.id, at: moment)
            } else {
                throw Problem.invalid([
                    Fault(
                        pointer: "/rating", code: "required", detail: "`rating` is missing.",
                        hint: "Name the rating whose receipt you show.")
                ])
            }
            return (try db.lead(id, of: slug) ?? lead, isNew)
        }
        return .json(.object([("counted", .bool(isNew)), ("lead", lead.json)]))
    }

    private func experimentAndLead(_ context: some RequestContext) throws -> (String, ID<Lead>) {
        let slug = try context.parameters.require("experiment")
        guard let id = ID<Lead>(try context.parameters.require("id")) else { throw Problem.notFound }
        return (slug, id)
    }
}
