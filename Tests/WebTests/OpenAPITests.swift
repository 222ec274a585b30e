import ChatLogs
import Core
import Crypto
import Foundation
import Hummingbird
import Postgres
import StrictJSON
import Testing

@testable import Web

@Suite("The OpenAPI document")
struct OpenAPITests: SchemaSuite {
    let described: DescribedSchemas

    init() throws { described = try DescribedSchemas() }

    @Test("describes every route, and no other")
    func routes() throws {
        let pool = Pool(PoolOptions(ConnectionOptions("host=/nowhere")))
        let service = Service(pool: pool, serverKey: SymmetricKey(size: .bits256), pages: try Pages())
        let routes = Routes.router(service).routes.map { route in
            let steps = route.path.description.split(separator: "/").map {
                $0 == "**" ? "{path}" : $0.hasPrefix(":") ? "{\($0.dropFirst())}" : "\($0)"
            }
            return "\(route.method.rawValue) /\(steps.joined(separator: "/"))"
        }
        let described = document.root["paths"].members.flatMap { path, item in
            item.members.map { "\($0.key.uppercased()) \(path)" }
        }
        #expect(Set(described).subtracting(routes).sorted() == [])
        #expect(Set(routes).subtracting(described).sorted() == [])
    }

    @Test("has no reference that leads nowhere, and no schema that nobody refers to")
    func references() {
        var named: Set<String> = []
        walk(document.root) { value in
            guard let reference = value["$ref"]?.string else { return }
            named.insert(reference)
            #expect(document.resolved(value) != nil, "\(reference)")
        }
        for kind in ["schemas", "parameters", "headers", "responses"] {
            for (name, _) in document.root["components"]?[kind].members ?? [] {
                #expect(named.contains("#/components/\(kind)/\(name)"), "\(kind)/\(name) is not used")
            }
        }
    }

    @Test("names each path parameter of a path, and has operation ids that are unique")
    func parameters() {
        var ids: Set<String> = []
        for (path, item) in document.root["paths"].members {
            let wanted = path.split(separator: "/").filter { $0.hasPrefix("{") }.map {
                String($0.dropFirst().dropLast())
            }
            for (method, operation) in item.members {
                let parameters = operation["parameters"].elements.compactMap { document.resolved($0) }
                let inPath = parameters.filter { $0["in"]?.string == "path" }.compactMap { $0["name"]?.string }
                #expect(Set(inPath) == Set(wanted), "\(method) \(path)")
                let isNew = ids.insert(operation["operationId"]?.string ?? "").inserted
                #expect(isNew, "\(method) \(path)")
            }
        }
    }

    @Test("lists every reason code with its hint")
    func reasonCodes() {
        let schema = schema("ReasonCode")
        #expect(schema["enum"].elements.compactMap(\.string) == ReasonCode.allCases.map(\.rawValue))
        for code in ReasonCode.allCases {
            #expect(schema["x-enumDescriptions"]?[code.rawValue]?.string == code.hint, "\(code.rawValue)")
        }
    }

    @Test("lists every code of a problem or fault that the sources can give, with its status")
    func problemCodes() throws {
        let schema = schema("ProblemCode")
        let listed = Set(schema["enum"].elements.compactMap(\.string))
        #expect(listed == Set(schema["x-enumDescriptions"].members.map(\.key)))
        let ofConstraints = Problems.constraints.values.flatMap { [$0.code] + $0.errors.map(\.code) }
        #expect(Set(ofConstraints).subtracting(listed) == [])
        #expect(Set(JSONFault.Code.allCases.map(\.rawValue)).subtracting(listed) == [])
        let sources = try Sources.text(of: ["Core", "Storage", "Web"])
        let problems = sources.matches(of: /Problem\(\s*(\d{3}),\s*"([a-z_]+)"/)
        #expect(problems.count > 30)
        for problem in problems {
            let meaning = schema["x-enumDescriptions"]?[String(problem.2)]?.string
            #expect(meaning?.hasPrefix("\(problem.1): ") == true, "\(problem.2) is a \(problem.1)")
        }
        let faults = sources.matches(of: /(?:fault|unprocessable)\(\s*(?:"[^"]*"|[a-z]+),\s*"([a-z_]+)"/).map {
            String($0.1)
        }
        let inits = sources.matches(of: /Fault\(\s*pointer: [^\n]*?,\s*code: "([a-z_]+)"/).map { String($0.1) }
        #expect(faults.count > 20 && inits.count > 5)
        #expect(Set(faults + inits).subtracting(listed) == [])
    }

    @Test("gives examples that its own schemas allow")
    func examples() {
        var count = 0
        for (path, item) in document.root["paths"].members {
            for (method, operation) in item.members {
                let answers = operation["responses"].members.compactMap { document.resolved($0.value) }
                for body in [operation["requestBody"]].compactMap({ $0 }) + answers {
                    for (type, media) in body["content"].members {
                        guard let example = media["example"], let schema = media["schema"] else { continue }
                        count += 1
                        #expect(check.faults(example, schema) == [], "\(method) \(path) \(type)")
                    }
                }
            }
        }
        #expect(count > 20)
    }

    private func walk(_ value: JSONValue, _ visit: (JSONValue) -> Void) {
        visit(value)
        for (_, member) in value.members { walk(member, visit) }
        for element in value.elements { walk(element, visit) }
    }
}

/// The program's own text.
enum Sources {
    static func text(of modules: [String]) throws -> String {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("Sources")
        return try modules.flatMap { module in
            try FileManager.default.subpathsOfDirectory(atPath: root.appendingPathComponent(module).path)
                .filter { $0.hasSuffix(".swift") }
                .map { try String(contentsOf: root.appendingPathComponent("\(module)/\($0)"), encoding: .utf8) }
        }.joined(separator: "\n")
    }
}
